// A page against the golden one: what differs, in words. Reads and writes nothing.

/// Greys are compared as means of three by three cells, so that ink which moves by a hair, within a cell or into the next one, counts for
/// little, and ink that is lost, added or moved by a character counts in full. So much may a mean differ, of 255,
const TOLERANCE = 12;
/// and in so many places a page may go beyond it.
const PLACES = 4;
/// So many lines of a text are told.
const LINES = 4;

/// What is wrong with a page, a sentence each; nothing where it is as it was.
export const differences = (golden, now) => [...moved(golden, now), ...reworded(golden.text, now.text)];

const moved = (golden, now) => {
  if (golden.width !== now.width || golden.height !== now.height) {
    return [`was ${golden.width} × ${golden.height} cells, is ${now.width} × ${now.height}`];
  }
  const beyond = marks(golden, now);
  const places = beyond.flatMap((mark, at) => (mark ? [at] : []));
  if (places.length <= PLACES) return [];
  const [first, last] = [places[0], places.at(-1)].map((at) => Math.floor(at / now.width) + 1);
  const worst = Math.round(Math.max(...blurred(golden, now).map(Math.abs)));
  return [`looks different in ${places.length} cells, between rows ${first} and ${last} of ${now.height}; worst by ${worst}, ${TOLERANCE} is let pass`];
};

/// Which cells differ by more than is let pass.
export const marks = (golden, now) => Array.from(blurred(golden, now), (difference) => Math.abs(difference) > TOLERANCE);

/// Now less golden, as the mean over each cell and its neighbours.
const blurred = ({ width, height, grey }, now) => {
  const difference = Float64Array.from(grey, (was, at) => Math.round(now.grey[at] / 17) * 17 - was);
  const mean = new Float64Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let sum = 0;
      for (let dy = Math.max(y - 1, 0); dy <= Math.min(y + 1, height - 1); dy += 1) {
        for (let dx = Math.max(x - 1, 0); dx <= Math.min(x + 1, width - 1); dx += 1) sum += difference[dy * width + dx];
      }
      mean[y * width + x] = sum / 9;
    }
  }
  return mean;
};

/// Which lines are gone and which are new, or that only their order is another.
const reworded = (golden, now) => {
  if (golden === null || golden.join("\n") === now.join("\n")) return [];
  const [gone, come] = [without(golden, now), without(now, golden)];
  const told = (sign, lines) => lines.slice(0, LINES).map((line) => `${sign} ${line.slice(0, 100)}`);
  if (!gone.length && !come.length) return ["its lines stand in another order"];
  return [`reads differently: ${gone.length} lines are gone, ${come.length} are new`, ...told("-", gone), ...told("+", come)];
};

const without = (lines, others) => {
  const left = new Map();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
};
