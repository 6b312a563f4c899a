// The server functions, called as the product's own pages call them.
import { randomBytes } from 'node:crypto';

import { type APIRequestContext, type APIResponse, expect } from '@playwright/test';

import type { Key } from './hospital';

/** What the browser says of a request from our own pages. */
export const OWN_PAGE = { 'Sec-Fetch-Site': 'same-origin' };

/** Calls a server function. */
export function call(context: APIRequestContext, endpoint: string, data: unknown = {}): Promise<APIResponse> {
  return context.post(`/api/${endpoint}`, { data, headers: OWN_PAGE });
}

/** Calls a server function that must succeed, and returns what it answers. */
export async function ask<T>(context: APIRequestContext, endpoint: string, data: unknown = {}): Promise<T> {
  const answer = await call(context, endpoint, data);
  expect(answer.status(), `${endpoint}: ${await answer.text()}`).toBe(200);
  return (await answer.json()) as T;
}

/** Signs in through the form. */
export async function signIn(context: APIRequestContext, key: Key): Promise<void> {
  const answer = await context.post('/api/sign-in', {
    form: { name: key.name, password: key.password, next: '/' },
    headers: { ...OWN_PAGE, Accept: 'text/html' },
    maxRedirects: 0,
  });
  expect(answer.status(), `${key.name} signs in`).toBe(302);
  expect(answer.headers()['location']).toBe('/');
}

/** A fresh UUID version 7, as the browser makes it. */
export function uuid7(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
