// What TensorFlow.js answers to some pictures, for SafetyNetworkTests: scores of nsfwjs 4.4.0's MobileNetV2, by
// @tensorflow/tfjs 4.22.0 on its plain CPU backend, with the scaling that nsfwjs does itself.
//
//     npm install nsfwjs@4.4.0 @tensorflow/tfjs@4.22.0 pngjs@7.0.0
//     node make_safety_golden.mjs PICTURE.png… > safety-golden.json
import * as tf from "@tensorflow/tfjs";
import * as nsfwjs from "nsfwjs";
import { PNG } from "pngjs";
import fs from "node:fs";
import path from "node:path";

console.info = () => {};
const log = console.log;
console.log = () => {};
const network = await nsfwjs.load("MobileNetV2");
const pictures = {};
for (const file of process.argv.slice(2)) {
  const { width, height, data } = PNG.sync.read(fs.readFileSync(file));
  const pixels = new Int32Array(width * height * 3);
  for (let i = 0; i < pixels.length; i++) pixels[i] = data[Math.floor(i / 3) * 4 + (i % 3)];
  const classes = await network.classify(tf.tensor3d(pixels, [height, width, 3], "int32"));
  pictures[path.basename(file)] = Object.fromEntries(classes.map(({ className, probability }) => [className, probability]));
}
log(JSON.stringify({ tfjs: tf.version.tfjs, nsfwjs: "4.4.0 MobileNetV2", pictures }, null, 1));
