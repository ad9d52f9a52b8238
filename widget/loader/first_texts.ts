// The first screen's words, here so that it needs no second request. Kept equal to ../texts by a test.

const en = {
  "app.open": "Return or claim an item",
  "app.close": "Close",
  "app.loading": "One moment…",
  "find.title": "Something not right? We’ll sort it out.",
  "find.lead": "Tell us which order it is about. It takes about two minutes.",
  "find.order": "Order number",
  "find.order_hint": "It’s in your confirmation e-mail.",
  "find.email": "E-mail address",
  "find.email_hint": "The one you ordered with.",
  "find.submit": "Find my order",
  "find.follow": "Follow a claim you already sent",
  "error.unavailable": "Claims are not available right now. Please write to the shop.",
};

export type FirstTexts = typeof en;

const fr: FirstTexts = {
  "app.open": "Retourner ou signaler un article",
  "app.close": "Fermer",
  "app.loading": "Un instant…",
  "find.title": "Un souci avec votre commande ? On s’en occupe.",
  "find.lead": "Dites-nous de quelle commande il s’agit. Deux minutes suffisent.",
  "find.order": "Numéro de commande",
  "find.order_hint": "Dans votre e-mail de confirmation.",
  "find.email": "Adresse e-mail",
  "find.email_hint": "Celle utilisée pour la commande.",
  "find.submit": "Trouver ma commande",
  "find.follow": "Suivre une demande déjà envoyée",
  "error.unavailable": "Les demandes ne sont pas disponibles pour le moment. Veuillez écrire à la boutique.",
};

const ru: FirstTexts = {
  "app.open": "Вернуть товар или сообщить о проблеме",
  "app.close": "Закрыть",
  "app.loading": "Одну минуту…",
  "find.title": "Что-то не так с заказом? Мы поможем.",
  "find.lead": "Скажите, о каком заказе речь. Это займёт около двух минут.",
  "find.order": "Номер заказа",
  "find.order_hint": "Он указан в письме с подтверждением.",
  "find.email": "Электронная почта",
  "find.email_hint": "Та, с которой вы оформляли заказ.",
  "find.submit": "Найти заказ",
  "find.follow": "Следить за отправленным обращением",
  "error.unavailable": "Обращения сейчас недоступны. Напишите в магазин.",
};

const LANGUAGES: Record<string, FirstTexts> = { en, fr, ru };

/** The first of the wanted languages that there is: the attribute's, the page's, the browser's, English. */
export function chooseLanguage(wanted: string | undefined): string {
  for (const tag of [wanted, document.documentElement.lang, ...navigator.languages]) {
    const language = (tag ?? "").slice(0, 2).toLowerCase();
    if (language in LANGUAGES) return language;
  }
  return "en";
}

export function firstTexts(language: string): FirstTexts {
  return LANGUAGES[language] ?? en;
}
