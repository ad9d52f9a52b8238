// Signed tokens of the peer: what lets a customer file a claim or follow it.

const encoder = new TextEncoder();

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
}

const keys = new Map<string, Promise<CryptoKey>>();

/** The key of a base64 secret, imported once. */
export function hmacKey(secret: string): Promise<CryptoKey> {
  let key = keys.get(secret);
  if (!key) {
    key = crypto.subtle.importKey("raw", bytes(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
    keys.set(secret, key);
  }
  return key;
}

interface Payload<T> {
  p: string;
  x: number;
  d: T;
}

export async function issue<T>(secret: string, purpose: string, data: T, expires_s: number): Promise<string> {
  const payload: Payload<T> = { p: purpose, x: expires_s, d: data };
  const signed = `k1.${base64url(encoder.encode(JSON.stringify(payload)))}`;
  const mac = await crypto.subtle.sign("HMAC", await hmacKey(secret), encoder.encode(signed));
  return `${signed}.${base64url(new Uint8Array(mac))}`;
}

const sealing = new Map<string, Promise<CryptoKey>>();

function sealingKey(secret: string): Promise<CryptoKey> {
  let key = sealing.get(secret);
  if (!key) {
    key = crypto.subtle.importKey("raw", bytes(secret).slice(0, 32), "AES-GCM", false, ["encrypt", "decrypt"]);
    sealing.set(secret, key);
  }
  return key;
}

/** A token that nobody but us can read. */
export async function seal<T>(secret: string, purpose: string, data: T, expires_s: number): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const payload: Payload<T> = { p: purpose, x: expires_s, d: data };
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await sealingKey(secret), encoder.encode(JSON.stringify(payload)));
  return `k1.${base64url(iv)}.${base64url(new Uint8Array(sealed))}`;
}

/** What it carries; undefined where it is not ours, for another purpose or too old. */
export async function unseal<T>(secret: string, purpose: string, token: string): Promise<T | undefined> {
  const [, iv = "", sealed = ""] = token.split(".");
  try {
    const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(iv) }, await sealingKey(secret), bytes(sealed));
    const payload = JSON.parse(new TextDecoder().decode(text)) as Payload<T>;
    return payload.p === purpose && payload.x * 1000 > Date.now() ? payload.d : undefined;
  } catch {
    return undefined;
  }
}

/** The signature of a webhook, as Standard Webhooks has it. */
export async function webhookSignature(secret: string, id: string, timestamp_s: number, body: string): Promise<string> {
  const key = await hmacKey(secret.replace(/^whsec_/, ""));
  const mac = await crypto.subtle.sign("HMAC", key, encoder.encode(`${id}.${timestamp_s}.${body}`));
  return `v1,${btoa(String.fromCharCode(...new Uint8Array(mac)))}`;
}
