// Random walks over an ink story with inkjs, timed; see walk.py, which calls this and compares the checksums.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
const require = createRequire(process.argv[2] + "/");
const { Compiler } = require("inkjs/full");
const source = readFileSync(process.argv[3], "utf8");
const steps = Number(process.argv[4]);
const check = process.argv[5] === "check";
const story = new Compiler(source).Compile();
const variables = 12;
let seed = 12345, runs = 0, checksum = 0, characters = 0;
const next = () => (seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff) >>> 8;
const fold = (value) => { checksum = (Math.imul(checksum, 31) + value) >>> 0; };
const read = () => { let text = ""; while (story.canContinue) text += story.Continue(); characters += text.length; return text; };
const words = (text) => text.split(/\s+/).filter(Boolean);
const look = (text) => { if (check) for (const word of words(text)) for (let i = 0; i < word.length; i++) fold(word.charCodeAt(i)); };
const begun = performance.now();
look(read());
for (let step = 0; step < steps; step++) {
  const choices = story.currentChoices;
  if (!choices.length) { for (let v = 0; v < variables; v++) fold(story.variablesState["v" + v]); story.ResetState(); runs++; look(read()); continue; }
  const pick = choices[next() % choices.length];
  if (check) for (const choice of choices) look(choice.text);
  story.ChooseChoiceIndex(pick.index);
  look(read());
}
for (let v = 0; v < variables; v++) fold(story.variablesState["v" + v]);
const seconds = (performance.now() - begun) / 1000;
console.log(JSON.stringify({ seconds, steps, runs, checksum, characters }));
