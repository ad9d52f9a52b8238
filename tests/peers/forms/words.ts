// What both peers say: the words of the widget's first screen.

export const WORDS = {
  title: "Something not right? We’ll sort it out.",
  lead: "Tell us which order it is about. It takes about two minutes.",
  order: "Order number",
  orderHint: "It’s in your confirmation e-mail.",
  orderMissing: "Enter the order number.",
  email: "E-mail address",
  emailHint: "The one you ordered with.",
  emailWrong: "Enter an e-mail address such as name@mail.example.",
  submit: "Find my order",
  failed: "That did not work. Please try again.",
};

/** An order number and whose it is. */
export interface Asked {
  order_number: string;
  email: string;
}

/** Asks the edge the script came from; the answer is its title of the first line. */
export async function find(edge: string, asked: Asked): Promise<string> {
  const answer = await fetch(`${edge}/v1/orders/find`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(asked),
  });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  const found = (await answer.json()) as { order: { lines: { title: string }[] } };
  return found.order.lines.map((line) => line.title).join(", ");
}

/** A style that both use. */
export const STYLE = `
form { display: grid; gap: 1rem; max-width: 40rem; font: 16px/1.5 system-ui }
label { font-weight: 600 } p { margin: 0 } input { display: block; width: 100%; padding: .6rem; font: inherit }
button { padding: .7rem 1.2rem; font: inherit; color: #fff; background: #1f4f46; border: 0; border-radius: 8px }
[role=alert] { color: #a11 }`;
