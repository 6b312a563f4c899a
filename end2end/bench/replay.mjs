// Replays each run many times in Chromium and prints their best times in milliseconds.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "@playwright/test";

const folder = process.env.TITRATE_PROBE_DIR;
const browser = await chromium.launch({
  executablePath: process.env.TITRATE_CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const page = await browser.newPage();
const types = { js: "text/javascript", wasm: "application/wasm", json: "application/json", html: "text/html" };
await page.route("http://probe.local/**", async (route) => {
  const name = new URL(route.request().url()).pathname.slice(1) || "index.html";
  const body = name === "index.html" ? "<!doctype html><title>probe</title>" : await readFile(join(folder, name));
  await route.fulfill({ body, contentType: types[name.split(".").pop()] });
});
await page.goto("http://probe.local/");
const best = await page.evaluate(async () => {
  const probe = await import("http://probe.local/probe.js");
  await probe.default({ module_or_path: "/probe_bg.wasm" });
  const runs = await (await fetch("/bench.json")).json();
  // The browser's clock ticks in tenths of a millisecond, so one short replay is not timed alone.
  const together = 25;
  return runs.map((run) => {
    const replayer = new probe.Replayer(run.script, run.log);
    let best = Infinity;
    for (let round = 0; round < 20; round += 1) {
      const start = performance.now();
      for (let one = 0; one < together; one += 1) replayer.replay();
      best = Math.min(best, (performance.now() - start) / together);
    }
    return best;
  });
});
console.log(JSON.stringify(best));
await browser.close();
