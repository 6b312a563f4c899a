// Runs played without a browser: tickets, logs written by hand, deliveries.
import { type APIRequestContext, type APIResponse } from '@playwright/test';

import { ask, call, uuid7 } from './api';

export type Kind = 'practice' | 'graded';

export interface Ticket {
  attempt: string;
  token: string;
  script: {
    scenario_hash: string;
    seed: number;
    model_version: number;
    order: { weight_kg: number; dose: { value: number }; vtbi_ml: number };
  };
  rehearsal: { hints: unknown[]; criteria: Record<string, unknown>[] } | null;
}

export interface Entry {
  tick: number;
  do: string;
  [argument: string]: unknown;
}

export interface Log {
  format: number;
  scenario_hash: string;
  seed: number;
  model_version: number;
  entries: Entry[];
  marks: { tick: number; wall_ms: number }[];
  end_tick: number;
  [smuggled: string]: unknown;
}

export interface Receipt {
  attempt: string;
  record_hash: string;
  ledger_position: number | null;
  passed: boolean | null;
}

/** The module whose runs are written by hand here. */
export const MODULE = 'dose-to-programme';

/** Starts a run, or takes up the open one. */
export function start(context: APIRequestContext, kind: Kind, module = MODULE): Promise<Ticket> {
  return ask<Ticket>(context, 'attempts/start', { attempt: uuid7(), module, kind });
}

/** Delivers a log. */
export function deliver(context: APIRequestContext, ticket: Ticket, log: unknown): Promise<APIResponse> {
  return call(context, 'attempts/deliver', { attempt: ticket.attempt, token: ticket.token, log });
}

/** Writes down what a careful nurse does in [`MODULE`]: every criterion is met. */
export function carefulRun(ticket: Ticket): Log {
  const { order } = ticket.script;
  const entries: Entry[] = [];
  let tick = 0;
  const act = (after: number, what: Omit<Entry, 'tick'>) => {
    tick += after;
    entries.push({ tick, ...what } as Entry);
  };
  const tap = (after: number, key: string) => {
    act(after, { do: 'press', key });
    act(100, { do: 'release', key });
  };
  const enter = (value: number) => {
    for (const digit of String(value)) tap(200, digit === '.' ? 'point' : `digit_${digit}`);
    tap(500, 'enter');
  };
  tap(4_000, 'power');
  // New patient, the first care area, the drug library, its first entry, and the label agrees.
  for (const after of [9_000, 2_000, 2_000, 2_000, 3_000]) tap(after, 'soft_1');
  enter(order.weight_kg);
  enter(order.dose.value);
  enter(order.vtbi_ml);
  tap(3_000, 'enter');
  act(2_000, { do: 'offer', id: 'second_check' });
  tap(10_000, 'start');
  act(10_000, { do: 'offer', id: 'look_at_patient' });
  act(20_000, { do: 'finish' });
  return written(ticket, entries, tick);
}

/** A run in which nothing was done before it was finished. */
export function idleRun(ticket: Ticket): Log {
  return written(ticket, [{ tick: 30_000, do: 'finish' }], 30_000);
}

function written(ticket: Ticket, entries: Entry[], end_tick: number): Log {
  const { scenario_hash, seed, model_version } = ticket.script;
  const marks = [0, end_tick].map((tick) => ({ tick, wall_ms: tick + 5 }));
  return { format: 1, scenario_hash, seed, model_version, entries, marks, end_tick };
}
