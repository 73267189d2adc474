// node rules_engine.js FOLDER-OF-MODULES COUNT: prints the seconds of processor time that json-rules-engine takes for one judgement of a share against
// a target. With - for COUNT: judges each line “criterion|ward|numerator|denominator” of its input and prints it with its verdict.
const path = require("path");
const readline = require("readline");
const { Engine } = require(path.join(process.argv[2], "json-rules-engine"));

const engine = new Engine();
engine.addRule({
  conditions: { all: [{ fact: "share", operator: "greaterThanInclusive", value: 0.8 }] },
  event: { type: "met" },
});

async function judge(share) {
  return (await engine.run({ share })).events.length;
}

async function judgeMany(times) {
  let met = 0;
  for (let i = 0; i < times; i++)
    met += await judge((i % 100) / 100);
  return met;
}

async function measure(count) {
  await judgeMany(count / 10);
  const start = process.cpuUsage();
  const met = await judgeMany(count);
  const used = process.cpuUsage(start);
  if (met !== count / 5)
    process.exit(1);
  console.log((used.user + used.system) / 1e6 / count);
}

async function judgeLines() {
  const out = [];
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const [criterion, ward, numerator, denominator] = line.split("|");
    const met = await judge(denominator > 0 ? numerator / denominator : Number(numerator));
    out.push(`${criterion}|${ward}|${numerator}|${denominator}|${met ? "met" : "missed"}`);
  }
  process.stdout.write(out.join("\n") + "\n");
}

if (process.argv[3] === "-")
  judgeLines();
else
  measure(Number(process.argv[3]));
