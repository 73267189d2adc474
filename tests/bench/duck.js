// Prints what DuckDB takes to run the hand-written SQL over the same tables, in one thread: {seconds, kilobytes, sum} as JSON.
// node duck.js FOLDER-OF-MODULES TASK.json, which says {tables: {name: {file, types}}, statements: [sql], months: [{from, until, last}], rounds}.
// The tables are read into DuckDB's own columns first; that is not in the seconds.
const fs = require("fs");
const path = require("path");
const { DuckDBInstance } = require(path.join(process.argv[2], "@duckdb/node-api"));
const task = JSON.parse(fs.readFileSync(process.argv[3], "utf-8"));

function text(value) {
  return "'" + value.replaceAll("'", "''") + "'";
}

async function load(connection) {
  for (const [name, table] of Object.entries(task.tables)) {
    const types = Object.entries(table.types).map(([column, type]) => text(column) + ": " + text(type)).join(", ");
    await connection.run(`CREATE TABLE ${name} AS SELECT * FROM read_csv(${text(table.file)}, auto_detect = false, delim = ',', quote = '"', columns = {${types}})`);
  }
}

async function pass(connection) {
  let sum = 0;
  for (const sql of task.statements) {
    const words = sql.replace(/:(from|until|last)\b/g, "$$$1");
    for (const month of task.months) {
      const names = Object.fromEntries(Object.entries(month).filter(([name]) => words.includes("$" + name)));
      for (const row of (await connection.runAndReadAll(words, names)).getRows())
        sum += Number(row[1]);
    }
  }
  return sum;
}

(async () => {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  await load(connection);
  let sum = await pass(connection); // once for nothing, as the others
  const spent = [];
  for (let round = 0; round < task.rounds; round++) {
    const start = process.cpuUsage();
    sum = await pass(connection);
    const used = process.cpuUsage(start);
    spent.push((used.user + used.system) / 1e6);
  }
  spent.sort((a, b) => a - b);
  console.log(JSON.stringify({ seconds: spent[spent.length >> 1], kilobytes: process.resourceUsage().maxRSS, sum }));
})();
