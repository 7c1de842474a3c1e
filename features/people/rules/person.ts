import type { PersonId, StreetId, UnitId } from '../../../kernel/brand.ts';
import type { Words } from '../../../kernel/words.ts';

/** The posts of the closed loop (domain handbook, 3.1). A person may hold several; the rules name which post acts. */
export const roles = [
  'patroller',
  'intake_operator',
  'shift_leader',
  'dispatcher',
  'unit_manager',
  'handler',
  'evaluator',
  'leader',
  'district',
  'administrator',
] as const;
export type Role = (typeof roles)[number];

/** Only government may enforce; enterprise and community bodies may look, persuade, report, guard, clean and repair. */
export type Sector = 'government' | 'enterprise' | 'community';

/** A body that can be accountable: an office, a department, the butler, one of its teams, a village company. */
export type Unit = {
  readonly id: UnitId;
  readonly name: Words;
  readonly sector: Sector;
  readonly kind: 'office' | 'centre' | 'department' | 'butler' | 'team' | 'village_company' | 'supervisor';
  readonly parent: UnitId | null;
};

export type Person = {
  readonly id: PersonId;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly unit: UnitId;
  readonly sector: Sector;
  /** The sub-districts in which the roles hold. */
  readonly streets: readonly StreetId[];
};
