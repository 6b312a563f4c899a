// Who knocks at every door, and what they find.
import type { Who } from './world';

/** The visitors of the access tables. All but the surgical ones belong to intensive care or the whole house. */
export const VISITORS = [
  'nurse',
  'surgicalNurse',
  'assessor',
  'educator',
  'manager',
  'surgicalManager',
  'administrator',
  'auditor',
] as const satisfies Who[];

export type Visitor = (typeof VISITORS)[number];

/** The status that each visitor gets. */
export type Answers = Record<Visitor, number>;

/** The same status for all, but for some. */
export function all(status: number, except: Partial<Answers> = {}): Answers {
  const answers = Object.fromEntries(VISITORS.map((visitor) => [visitor, status])) as Answers;
  return { ...answers, ...except };
}

/** 404 for all but the visitors named. */
export function only(...visitors: Visitor[]): Answers {
  return all(404, Object.fromEntries(visitors.map((visitor) => [visitor, 200])));
}
