// Prints the seconds that json-rules-engine takes for one judgement of a share against a target.
// node rules_engine.js FOLDER-OF-MODULES COUNT
const path = require("path");
const { Engine } = require(path.join(process.argv[2], "json-rules-engine"));
const count = Number(process.argv[3]);

const engine = new Engine();
engine.addRule({
  conditions: { all: [{ fact: "share", operator: "greaterThanInclusive", value: 0.8 }] },
  event: { type: "met" },
});

async function judge(times) {
  let met = 0;
  for (let i = 0; i < times; i++)
    met += (await engine.run({ share: (i % 100) / 100 })).events.length;
  return met;
}

(async () => {
  await judge(count / 10);
  const start = process.hrtime.bigint();
  const met = await judge(count);
  if (met !== count / 5)
    process.exit(1);
  console.log(Number(process.hrtime.bigint() - start) / 1e9 / count);
})();
