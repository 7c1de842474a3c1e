declare const brand: unique symbol;

/** A value that carries its unit or its kind, so that minutes never meet metres and a unit's id is never a person's. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** Minutes of whichever clock is meant (working or running); never milliseconds. */
export type Minutes = Brand<number, 'Minutes'>;
/** Metres on the ground. */
export type Metres = Brand<number, 'Metres'>;
/** Milliseconds since 1970-01-01T00:00:00Z. Handed in; no rule reads a clock. */
export type Instant = Brand<number, 'Instant'>;
/** A calendar day in the world's time zone, `YYYY-MM-DD`. */
export type Day = Brand<string, 'Day'>;

/** The nine-digit code of a sub-district (街道), e.g. `440304010`. First in every key of every big table. */
export type StreetId = Brand<string, 'StreetId'>;
/** A body that can be accountable: an office, a department, a company or one of its teams. */
export type UnitId = Brand<string, 'UnitId'>;
export type PersonId = Brand<string, 'PersonId'>;
/** UUIDv7 of a case (案卷). */
export type CaseId = Brand<string, 'CaseId'>;
/** UUIDv7 of a work order (工单) inside a case. */
export type OrderId = Brand<string, 'OrderId'>;
/** SHA-256 of a re-encoded photo, in hex: photos are named by what they are. */
export type PhotoId = Brand<string, 'PhotoId'>;
