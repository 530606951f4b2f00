// Holds the papers of a run against the golden set beside this file, or makes the set anew. See README.md.
// Usage: node golden.mjs compare OUT [folder for pictures] | node golden.mjs accept OUT
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { differences, marks } from "./compare.mjs";
import { fromPng, toPng } from "./picture.mjs";
import { rendered } from "./render.mjs";

const SET = fileURLToPath(new URL("golden", import.meta.url));
const PAGE = "## page ";

const accept = (papers) => {
  rmSync(SET, { recursive: true, force: true });
  mkdirSync(SET);
  for (const { name, pages } of papers) {
    for (const page of pages) writeFileSync(join(SET, `${name}-${page.label}.png`), toPng(page));
    if (pages[0].text) writeFileSync(join(SET, `${name}.txt`), pages.map(({ label, text }) => [PAGE + label, ...text, ""].join("\n")).join(""));
  }
  console.log(`${readdirSync(SET).length} files in ${SET}: look at what has changed (git diff) before committing it`);
};

/// The golden pages of a paper, by their labels.
const golden = (name) => {
  const text = join(SET, `${name}.txt`);
  const parts = existsSync(text) ? readFileSync(text, "utf8").split(PAGE).slice(1).map((part) => part.split("\n").slice(0, -1)) : [];
  const texts = new Map(parts.map(([label, ...lines]) => [label, lines]));
  const files = readdirSync(SET).filter((file) => file.startsWith(`${name}-`) && file.endsWith(".png"));
  const page = (file) => {
    const label = file.slice(name.length + 1, -4);
    return [label, { label, ...fromPng(readFileSync(join(SET, file))), text: texts.get(label) ?? null }];
  };
  return new Map(files.map(page));
};

/// How many pages of a paper are not as they were.
const compare = ({ name, pages }, pictures) => {
  const was = golden(name);
  const labels = new Set(pages.map(({ label }) => label));
  const gone = [...was.keys()].filter((label) => !labels.has(label)).map((label) => [label, ["is gone"]]);
  const found = pages.map((page) => [page.label, was.has(page.label) ? differences(was.get(page.label), page) : ["is new"]]);
  const wrong = [...found, ...gone].filter(([, said]) => said.length);
  console.log(`${wrong.length ? "FAIL" : "ok  "} ${name}: ${pages.length} pages, ${was.size} in the golden set, ${wrong.length} differ`);
  for (const [label, said] of wrong) {
    console.log(said.map((line, at) => (at ? `            ${line}` : `     ${label}: ${line}`)).join("\n"));
    if (pictures) drawn(join(pictures, `${name}-${label}.png`), was.get(label), pages.find((page) => page.label === label));
  }
  return wrong.length;
};

/// What was, what is, and where they differ, side by side, each cell four pixels wide.
const drawn = (file, was, now) => {
  const same = was && now && was.width === now.width && was.height === now.height;
  const differ = same ? { ...was, grey: marks(was, now).map((mark) => (mark ? 0 : 255)) } : null;
  const panels = [was, now, differ].filter(Boolean);
  const [gap, cell] = [2, 4];
  const height = Math.max(...panels.map((panel) => panel.height));
  const width = panels.reduce((sum, panel) => sum + panel.width + gap, 0);
  const grey = new Uint8Array(width * height * cell * cell).fill(136);
  let left = 0;
  for (const panel of panels) {
    for (let y = 0; y < panel.height * cell; y += 1) {
      for (let x = 0; x < panel.width * cell; x += 1) {
        grey[y * width * cell + left * cell + x] = panel.grey[Math.floor(y / cell) * panel.width + Math.floor(x / cell)];
      }
    }
    left += panel.width + gap;
  }
  writeFileSync(file, toPng({ width: width * cell, height: height * cell, grey }));
};

const [what, out, pictures] = process.argv.slice(2);
if (!out || !["compare", "accept"].includes(what)) throw new Error("usage: node golden.mjs compare OUT [folder for pictures] | accept OUT");
const papers = await rendered(out);
if (what === "accept") accept(papers);
else {
  if (pictures) mkdirSync(pictures, { recursive: true });
  const wrong = papers.reduce((sum, paper) => sum + compare(paper, pictures), 0);
  const all = papers.reduce((sum, { pages }) => sum + pages.length, 0);
  console.log(`${all - wrong} passed, ${wrong} failed`);
  process.exit(wrong ? 1 : 0);
}
