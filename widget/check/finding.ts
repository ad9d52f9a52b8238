// What a check of an embedding finds. Every finding says what is there, what should be, and what to do.

/** `fault`: the widget does not work so. `doubt`: it works, but probably not as meant. `note`: good to know. */
export type Level = "fault" | "doubt" | "note";

/** One finding. */
export interface Finding {
  /** Which, for machines: `origin-refused`. */
  id: string;
  level: Level;
  found: string;
  expected: string;
  todo: string;
}

/** Gathers findings; the worst come first. */
export class Findings {
  readonly #all: Finding[] = [];

  add(level: Level, id: string, found: string, expected: string, todo: string): void {
    this.#all.push({ id, level, found, expected, todo });
  }

  has(id: string): boolean {
    return this.#all.some((finding) => finding.id === id);
  }

  get all(): Finding[] {
    const order: Level[] = ["fault", "doubt", "note"];
    return [...this.#all].sort((one, other) => order.indexOf(one.level) - order.indexOf(other.level));
  }
}

/** The one of `known` that was probably meant, if any is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const far = (one: string, other: string): number => {
    let row = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i++) {
      const next = [i];
      for (let j = 1; j <= other.length; j++) {
        const change = row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1);
        next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
      }
      row = next;
    }
    return row[other.length]!;
  };
  const measured = known.map((other) => ({ other, distance: far(word.toLowerCase(), other.toLowerCase()) }));
  const best = measured.sort((one, other) => one.distance - other.distance)[0];
  return best && best.distance <= Math.max(1, Math.floor(word.length / 3)) ? best.other : undefined;
}
