// Types of what a shop's page sees of the widget. Copy the file into the shop's sources, or name it in `files` of
// tsconfig.json; it needs no import.

/** What each event tells. No detail says who the customer is or what they wrote. */
interface RecourseEvents {
  /** The form has become the live widget. */
  ready: Record<string, never>;
  /** The dialog was opened. */
  open: Record<string, never>;
  /** The dialog was closed. */
  close: Record<string, never>;
  /** A claim was kept. */
  filed: { number: string };
  /** A tip has solved a problem, and nothing is claimed for it. */
  solved: { problem: string };
  /** The status of the claim on the screen has changed. */
  status: { number: string; status: RecourseStatus };
  /** Something did not work, and the customer was told. */
  error: { code: string };
}

/** Where a claim stands. */
type RecourseStatus =
  | "received" | "needs_info" | "under_review" | "approved" | "declined" | "in_progress" | "resolved" | "withdrawn" | "expired";

/** `window.Recourse`. */
interface Recourse {
  /** Opens the dialog, or brings the widget on the page into view; makes a dialog where there is neither. */
  open(options?: { order?: string; email?: string }): void;
  /** Closes the dialog. */
  close(): void;
  /** Listens; the answer stops it. */
  on<Name extends keyof RecourseEvents>(
    name: Name,
    listener: (detail: RecourseEvents[Name], event: CustomEvent<RecourseEvents[Name]>) => void,
  ): () => void;
}

/** The same as events of the document and of every element. */
type RecourseEventMap = { [Name in keyof RecourseEvents as `recourse:${Name}`]: CustomEvent<RecourseEvents[Name]> };

/** Attributes of `<recourse-claims>`, as JSX has them. */
interface RecourseAttributes {
  "data-open"?: "button" | "floating" | "dialog";
  "data-view"?: "claim" | "track";
  "data-locale"?: string;
  "data-theme"?: "light" | "dark";
  "data-order"?: string;
  "data-email"?: string;
}

/** `<recourse-claims>`. */
interface RecourseElement extends HTMLElement {
  /** Opens its dialog, or brings it into view. */
  open(): void;
  /** Closes its dialog. */
  close(): void;
}

interface Window {
  /** There once the script has run. */
  Recourse?: Recourse;
}

interface DocumentEventMap extends RecourseEventMap {}
interface HTMLElementEventMap extends RecourseEventMap {}

interface HTMLElementTagNameMap {
  "recourse-claims": RecourseElement;
}
