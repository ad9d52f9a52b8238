// A shop's TypeScript, as docs/embedding.md shows it: what is right compiles, and each mistake is one the compiler finds.

const stopListening: (() => void) | undefined = window.Recourse?.on("filed", ({ number }, event) => {
  const same: string = event.detail.number;
  console.log(number.toUpperCase(), same);
});
stopListening?.();
window.Recourse?.open({ order: "LL-1001", email: "nadia@mail.example" });
window.Recourse?.close();

document.addEventListener("recourse:status", ({ detail }) => {
  if (detail.status === "needs_info") console.log(detail.number);
});
document.querySelector("main")?.addEventListener("recourse:error", (event) => console.log(event.detail.code));

const widget = document.createElement("recourse-claims");
widget.dataset.open = "dialog";
widget.open();

// @ts-expect-error: no such event
window.Recourse?.on("file", () => {});
// @ts-expect-error: the detail has no e-mail address
window.Recourse?.on("filed", ({ email }) => console.log(email));
// @ts-expect-error: not before the script has run
window.Recourse.close();
// @ts-expect-error: the number of an order is text
window.Recourse?.open({ order: 1001 });
document.addEventListener("recourse:status", ({ detail }) => {
  // @ts-expect-error: no such status
  if (detail.status === "done") console.log(detail.number);
});
