import { expect, test } from "vitest";
import { overPercent, sizeOf } from "./sizes.ts";

test.each([
  [0, "0 B"],
  [512, "512 B"],
  [20 * 1024 ** 2, "20 MiB"],
  [1_919_850_381_312, "1.7 TiB"],
  [2 ** 62, "4096 PiB"],
])("%i bytes are %s", (bytes, words) => expect(sizeOf(bytes)).toBe(words));

test.each([
  [100, "100 %"],
  [99.9, "over 99 %"],
  [92, "over 90 %"],
  [41, "41 %"],
])("%f reads %s", (percent, words) => expect(overPercent(percent)).toBe(words));
