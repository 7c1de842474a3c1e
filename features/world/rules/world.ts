import type { Asset, NamedPlace, Place, Road } from '../../territory/rules/place.ts';
import type { Matter } from '../../catalogue/rules/matter.ts';
import type { Person, Unit } from '../../people/rules/person.ts';
import type { Authorisation } from '../../responsibility/rules/authorisation.ts';
import type { SeedPromise } from '../../patrol/rules/wire.ts';
import type { DutyRow } from '../../responsibility/rules/row.ts';
import type { Day, StreetId } from '../../../kernel/brand.ts';
import type { Words } from '../../../kernel/words.ts';

/** A person of a world folder, with the name used to sign in. Demo worlds share one published password. */
export type SeedPerson = Person & { readonly account: string };

/** A contract in short: who serves which packages where. Prices and scoring arrive with the evaluation feature. */
export type SeedContract = {
  readonly id: string;
  readonly name: Words;
  readonly party: string;
  readonly streets: readonly StreetId[];
  readonly from: Day;
  readonly until: Day;
};

/** A special day of the working calendar: `work` for a make-up Saturday, `rest` for a statutory holiday. */
export type SpecialDay = { readonly day: Day; readonly kind: 'work' | 'rest'; readonly name: Words };

/** Everything that describes a place, read from a world folder and validated. All positions are WGS-84. */
export type World = {
  readonly name: Words;
  /** True when the place does not exist: screens say so. */
  readonly invented: boolean;
  /** Shown on every map, e.g. "© OpenStreetMap contributors". */
  readonly attribution: readonly string[];
  /** Shown where boundaries show, e.g. 边界为示意,非官方界线. */
  readonly boundaryNotice: Words | null;
  /** The street that takes reports whose place cannot be told. */
  readonly homeStreet: StreetId;
  readonly utcOffsetMinutes: number;
  readonly places: readonly Place[];
  readonly namedPlaces: readonly NamedPlace[];
  readonly roads: readonly Road[];
  readonly assets: readonly Asset[];
  readonly catalogue: readonly Matter[];
  readonly units: readonly Unit[];
  readonly people: readonly SeedPerson[];
  readonly duty: readonly DutyRow[];
  readonly contracts: readonly SeedContract[];
  readonly authorisations: readonly Authorisation[];
  readonly promises: readonly SeedPromise[];
  readonly calendar: {
    readonly periods: readonly { readonly from: number; readonly to: number }[];
    readonly knownYears: readonly number[];
    readonly specialDays: readonly SpecialDay[];
  };
};
