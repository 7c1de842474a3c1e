import { z } from 'zod';
import { channels } from '../../case/rules/case.ts';
import { instant, matterKey, text } from '../../case/rules/wire.ts';

/** How a place is said: by position, by the code on a thing, or in words. Any one will do; refusing to be located is not an error. */
export const reportPlace = z
  .strictObject({
    point: z.strictObject({ lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) }).optional(),
    /** Positions from Chinese map services are GCJ02, half a kilometre off when taken for WGS-84: so nobody may leave it unsaid. */
    crs: z
      .enum(['WGS84', 'GCJ02', 'BD09'])
      .optional()
      .describe('Coordinate system of `point`, needed with it. Stored as WGS-84, the original kept.'),
    address: text(200).default(''),
    asset: text(16).optional(),
    /** The place the words name and the pin is not at, when the reporter was asked which is right and stood by the pin. */
    insists: text(60).optional(),
  })
  .refine(({ point, crs }) => point === undefined || crs !== undefined, { path: ['crs'], message: 'crs-undeclared' });

/** One report, whatever the door. The words may be few when a photo follows; a matter chosen from the short list is enough alone. */
export const reportBody = z
  .strictObject({
    text: text(4000).default(''),
    matter: matterKey.optional(),
    place: reportPlace,
    /** Staff doors say which channel they type for; without a session every channel but `resident` and `open311` is refused. */
    channel: z.enum(channels).optional(),
    contact: z
      .strictObject({
        name: text(40).default(''),
        phone: z
          .string()
          .regex(/^[0-9+\-() ]{0,24}$/)
          .default(''),
      })
      .optional(),
    /** When the reporter's device says it was pressed; kept beside the time we heard it. */
    saidAt: instant.optional(),
    /** Number of an open case this is the same as ("我也遇到"). */
    joins: text(32).optional(),
    /** Photos that will follow, so that the desk can show "2 of 3". */
    photosToCome: z.number().int().min(0).max(9).default(0),
  })
  .refine(({ text: said, matter, photosToCome }) => said.length > 0 || matter !== undefined || photosToCome > 0, {
    message: 'say-something',
  })
  .meta({ id: 'Report' });
export type ReportBody = z.output<typeof reportBody>;

/** Given only after the commit: the number to read aloud, the private link, who has it and by when. */
export const receipt = z
  .strictObject({
    id: z.string(),
    number: z.string(),
    /** Secret part of the follow link `/f/<token>`; whoever holds it may rate and reopen. */
    token: z.string(),
    accountable: z.strictObject({ zh: z.string(), en: z.string() }),
    due: z.number(),
    provisional: z.boolean(),
    joinedTo: z.string().nullable(),
    /** True when the words speak of danger to life: the page then shows 110/119/120 first. */
    danger: z.boolean(),
  })
  .meta({ id: 'Receipt' });
export type Receipt = z.output<typeof receipt>;

/** A matter offered to the reporter, and the words of theirs that spoke for it. The order is the confidence; no number dressed as fact. */
export const offeredMatter = z.strictObject({
  key: z.string(),
  name: z.strictObject({ zh: z.string(), en: z.string() }),
  why: z.array(z.string()),
});

/** A place that the words name and the pin is not at: asked about once, for the pin is believed. */
export const namedPlace = z.strictObject({
  name: z.string(),
  point: z.strictObject({ lon: z.number(), lat: z.number() }),
  metres: z.number(),
});

/** An open case that may be the same thing. */
export const nearbyCase = z.strictObject({
  number: z.string(),
  matter: z.strictObject({ zh: z.string(), en: z.string() }).nullable(),
  text: z.string(),
  metres: z.number().nullable(),
  reportedAt: z.number(),
  status: z.string(),
  joined: z.number(),
});
