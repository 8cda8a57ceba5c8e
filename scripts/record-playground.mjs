// Makes docs/images/chat.gif: types into a running playground with the system's Chromium and films the page.
//   ./flash up          (in another terminal)
//   node scripts/record-playground.mjs [ADDRESS] [FILE]
// Needs node, chromium and ffmpeg. Chromium's debugging pipe carries JSON between NULs, so no package is needed.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [address = "http://localhost:5080", file = "docs/images/chat.gif"] = process.argv.slice(2);
const size = { width: 600, height: 700 };
const longestStill = 1; // seconds that a picture stands when nothing moves
const longestFrame = 0.15; // seconds; on a busy machine frames come later than that, and are shown as on a quiet one
const folder = mkdtempSync(join(tmpdir(), "flash-film-"));
const browser = spawn(
  "chromium",
  ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--remote-debugging-pipe",
    `--user-data-dir=${join(folder, "profile")}`, "about:blank"],
  { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] },
);

const waiting = new Map();
let last = 0;
let session;
let rest = "";
browser.stdio[4].on("data", (bytes) => {
  const parts = (rest + bytes).split("\0");
  rest = parts.pop();
  for (const message of parts.map((part) => JSON.parse(part))) {
    const answer = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error) answer?.reject(new Error(message.error.message));
    else answer?.resolve(message.result);
  }
});
const call = (method, params = {}) =>
  new Promise((resolve, reject) => {
    waiting.set(++last, { resolve, reject });
    browser.stdio[3].write(JSON.stringify({ id: last, method, params, sessionId: session }) + "\0");
  });
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const inPage = async (expression) =>
  (await call("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true })).result.value;
const until = async (expression, seconds = 60) => {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(50)) {
    if (await inPage(expression)) return;
  }
  throw new Error(`Waited ${seconds} s in vain for ${expression}`);
};
const type = async (text) => {
  for (const letter of text) {
    await call("Input.insertText", { text: letter });
    await sleep(letter === " " ? 110 : 70);
  }
};
const click = (text) =>
  inPage(`[...document.querySelectorAll("button")].findLast(b => b.textContent.trim() === ${JSON.stringify(text)}).click()`);

const frames = [];
let filming = true;
let before = "";
const film = async () => {
  while (filming) {
    const at = performance.now();
    const { data } = await call("Page.captureScreenshot", { format: "png", optimizeForSpeed: true });
    const name = join(folder, `${String(frames.length).padStart(5, "0")}.png`);
    writeFileSync(name, Buffer.from(data, "base64"));
    frames.push({ name, at, same: data === before });
    before = data;
    await sleep(Math.max(0, 80 - (performance.now() - at)));
  }
};

try {
  const { targetId } = await call("Target.createTarget", { url: "about:blank" });
  ({ sessionId: session } = await call("Target.attachToTarget", { targetId, flatten: true }));
  await call("Emulation.setDeviceMetricsOverride", { ...size, deviceScaleFactor: 1, mobile: false });
  await call("Emulation.setTimezoneOverride", { timezoneId: "UTC" });
  // What only decorates would fill the file.
  await call("Emulation.setEmulatedMedia", { features: [{ name: "prefers-reduced-motion", value: "reduce" }] });
  await call("Page.navigate", { url: address });
  await until(`document.querySelector("#status")?.textContent === "online"`);
  await inPage(`document.querySelector("#composer-text").focus()`);
  const filmed = film();
  await sleep(500);
  await type("a red boat on the sea at sunset");
  await until(`!document.querySelector("#sketch").hidden`); // the picture that follows what is typed
  await sleep(1000);
  await inPage(`document.querySelector("#composer-text").form.requestSubmit()`);
  await inPage(`document.activeElement.blur()`); // no caret that blinks
  await until(`[...document.querySelectorAll("button")].some(b => b.textContent.trim() === "Animate 2")`);
  await sleep(1800);
  await click("Animate 2");
  await until(`[...document.querySelectorAll("#messages .badge")].some(badge => !badge.hidden)`);
  await until(`document.querySelector("#status").textContent === "online"`);
  await sleep(3000);
  filming = false;
  await filmed;

  let still = 0;
  const list = frames.map(({ name, at, same }, i) => {
    let lasts = i + 1 < frames.length ? Math.min((frames[i + 1].at - at) / 1000, longestFrame) : 1.5;
    if (same && i + 1 < frames.length) lasts = Math.max(0.001, Math.min(lasts, longestStill - still));
    still = same ? still + lasts : lasts;
    return `file '${name}'\nduration ${lasts.toFixed(3)}`;
  });
  writeFileSync(join(folder, "list.txt"), `${list.join("\n")}\nfile '${frames.at(-1).name}'\n`);
  const palette = "split[a][b];[a]palettegen=max_colors=128:stats_mode=diff[p];[b][p]paletteuse=dither=none:diff_mode=rectangle";
  const made = spawnSync("ffmpeg", ["-v", "error", "-y", "-f", "concat", "-safe", "0", "-i", join(folder, "list.txt"),
    "-vf", `fps=10,${palette}`, "-loop", "0", file], { stdio: "inherit" });
  if (made.status !== 0) throw new Error("ffmpeg could not make the GIF");
  console.log(`${file}: ${frames.length} frames filmed, ${Math.round(statSync(file).size / 1024)} KB`);
} finally {
  browser.kill();
  await new Promise((resolve) => browser.once("exit", resolve));
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }); // the browser still writes to it
}
