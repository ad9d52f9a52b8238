// Dates, money and sizes as the customer writes them: the browser's `Intl`.

/** A day, with its time of day where wanted; `at` as JSON has it, or Unix milliseconds. As it came where the browser does not know the time zone. */
export function date(locale, timeZone, at, timed) {
  try {
    const timeStyle = timed ? "short" : undefined;
    return new Date(Number(at) || at).toLocaleString(locale, { dateStyle: "long", timeStyle, timeZone });
  } catch {
    return at;
  }
}

/** A day as `2026-11-22`, which is how Swedish writes it. */
export function numbers(timeZone, at) {
  try {
    return new Date(at).toLocaleString("sv", { dateStyle: "short", timeZone });
  } catch {
    return at;
  }
}

/** An amount in its currency's decimals. */
export function money(locale, minor, currency) {
  try {
    const format = new Intl.NumberFormat(locale, { style: "currency", currency });
    return format.format(minor / 10 ** format.resolvedOptions().maximumFractionDigits);
  } catch {
    return `${minor} ${currency}`;
  }
}

/** Megabytes with one decimal. */
export function megabytes(locale, bytes) {
  const size = Math.max(1, Math.round(bytes / 104_857.6)) / 10;
  return new Intl.NumberFormat(locale, { style: "unit", unit: "megabyte" }).format(size);
}

/** The category of a count, `few`. The locale is the page's own or one of our texts: it is well formed. */
export const plural = (locale, count) => new Intl.PluralRules(locale).select(count);
