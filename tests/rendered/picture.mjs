// Grey pictures as arrays of numbers: read from PGM and PNG, made coarse, and written as small PNG.
// A picture is { width, height, grey }, 0 black and 255 white, row by row. Knows no documents.
import { deflateSync, inflateSync } from "node:zlib";

/// The binary PGM that pdftoppm writes.
export const fromPgm = (bytes) => {
  const head = /^P5\s+(?:#.*\s+)*(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 200).toString("latin1"));
  if (!head) throw new Error("not a PGM of eight bits");
  const [width, height] = [Number(head[1]), Number(head[2])];
  return { width, height, grey: bytes.subarray(head[0].length, head[0].length + width * height) };
};

/// The PNGs that Chromium writes (eight bits a channel) and those of `toPng`.
export const fromPng = (bytes) => {
  const parts = [];
  let header;
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const [kind, data] = [bytes.toString("latin1", at + 4, at + 8), bytes.subarray(at + 8, at + 8 + length)];
    if (kind === "IHDR") header = data;
    if (kind === "IDAT") parts.push(data);
    at += length + 12;
  }
  const [width, height, depth, colour] = [header.readUInt32BE(0), header.readUInt32BE(4), header[8], header[9]];
  const channels = { 0: 1, 2: 3, 4: 2, 6: 4 }[colour];
  if (!channels || header[12] || !(depth === 8 || (depth === 4 && colour === 0))) throw new Error("a PNG of another kind");
  const step = depth === 8 ? channels : 1;
  const row = Math.ceil((width * channels * depth) / 8);
  const raw = unfiltered(inflateSync(Buffer.concat(parts)), row, height, step);
  const grey = new Uint8Array(width * height);
  for (let y = 0, to = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, to += 1) {
      if (depth === 4) grey[to] = ((raw[y * row + (x >> 1)] >> (x % 2 ? 0 : 4)) & 15) * 17;
      else if (channels < 3) grey[to] = raw[y * row + x * channels];
      else {
        const from = y * row + x * channels;
        grey[to] = Math.round(0.299 * raw[from] + 0.587 * raw[from + 1] + 0.114 * raw[from + 2]);
      }
    }
  }
  return { width, height, grey };
};

const unfiltered = (data, row, height, step) => {
  const out = new Uint8Array(row * height);
  for (let y = 0; y < height; y += 1) {
    const [filter, from, to] = [data[y * (row + 1)], y * (row + 1) + 1, y * row];
    for (let x = 0; x < row; x += 1) {
      const left = x >= step ? out[to + x - step] : 0;
      const up = y ? out[to + x - row] : 0;
      const corner = y && x >= step ? out[to + x - row - step] : 0;
      out[to + x] = data[from + x] + [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
    }
  }
  return out;
};

const paeth = (left, up, corner) => {
  const [byLeft, byUp, byCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner;
};

/// A part of a picture, from a row on.
export const rows = ({ width, grey }, from, height) => ({ width, height, grey: grey.subarray(from * width, (from + height) * width) });

/// Each square of `cell` pixels as its mean; what is left over at the right and at the foot is a cell too.
export const coarse = ({ width, height, grey }, cell) => {
  const [across, down] = [Math.ceil(width / cell), Math.ceil(height / cell)];
  const mean = new Float64Array(across * down);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) mean[Math.floor(y / cell) * across + Math.floor(x / cell)] += grey[y * width + x];
  }
  const size = (at, all) => Math.min(cell, all - at * cell);
  return { width: across, height: down, grey: mean.map((sum, at) => sum / size(at % across, width) / size(Math.floor(at / across), height)) };
};

/// As a PNG of sixteen greys.
export const toPng = ({ width, height, grey }) => {
  const row = Math.ceil(width / 2);
  const raw = Buffer.alloc((row + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      raw[y * (row + 1) + 1 + (x >> 1)] |= Math.round(grey[y * width + x] / 17) << (x % 2 ? 0 : 4);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 4;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", deflateSync(raw, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
};

const chunk = (kind, data) => {
  const named = Buffer.concat([Buffer.from(kind, "latin1"), data]);
  const whole = Buffer.alloc(data.length + 12);
  whole.writeUInt32BE(data.length, 0);
  named.copy(whole, 4);
  whole.writeUInt32BE(crc(named), data.length + 8);
  return whole;
};

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit += 1) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n;
});
const crc = (bytes) => ~bytes.reduce((sum, byte) => CRC[(sum ^ byte) & 255] ^ (sum >>> 8), ~0) >>> 0;
