import { createHash } from 'node:crypto';
import type { CaseId, PhotoId } from '../../../kernel/brand.ts';
import type { Photos } from '../../../platform/blobs/photo.ts';
import { Refused } from '../../../platform/http/problem.ts';
import type { Actor } from '../../case/rules/occasion.ts';
import { caseHttpStatus } from '../../case/rules/refusals.ts';
import { MOST_PHOTOS } from '../../case/rules/stage.ts';
import type { Case } from '../../case/rules/case.ts';
import { type CaseIo, actorOf, commandCase, keepEvidence } from '../../case/server/command.ts';

/** What a multipart request hands over: one file, read whole (the limit stands in platform/http). */
export type Upload = { file: () => Promise<{ toBuffer: () => Promise<Buffer> } | undefined> };

/** Every door's pictures go through here: size, type, bombs, EXIF stripped, fsynced, then the row. Answers the picture's id. */
export async function takePhoto(io: CaseIo, photos: Photos, { it, by, upload }: { it: Case; by: Actor; upload: Upload }): Promise<PhotoId> {
  const file = await received(upload);
  if (!file) throw new Refused(400, { code: 'photo-missing' });
  const taken = await photos.take(file);
  if (!taken.ok) throw new Refused(taken.refusal.code === 'photo-too-large' ? 413 : 422, taken.refusal);
  const { id, bytes, width, height, takenAt, at, dhash } = taken.value;
  const row = {
    id: id as PhotoId,
    bytes,
    width,
    height,
    takenAt,
    lon: at?.lon ?? null,
    lat: at?.lat ?? null,
    look: dhash,
    by: actorOf(by).actor,
  };
  if (!(await keepEvidence(io, it, row)))
    throw new Refused(caseHttpStatus['too-many-photos'], { code: 'too-many-photos', limit: MOST_PHOTOS });
  return row.id;
}

/** The file of a multipart body. The parser tells what it cannot read by sentence only; limits have codes, and answers of their own. */
async function received(upload: Upload): Promise<Buffer | undefined> {
  try {
    return await (await upload.file())?.toBuffer();
  } catch (error) {
    if ((error as { code?: string }).code?.startsWith('FST_')) throw error;
    throw new Refused(400, { code: 'upload-broken' });
  }
}

/** A reporter's picture joins the case at once. Its key is made from case and picture, so sending it twice adds it once. */
export async function addReportPhoto(io: CaseIo, it: Case, photo: PhotoId): Promise<number> {
  const key = uuidFrom(`${it.id} ${photo}`);
  const answer = await commandCase(
    io,
    { kind: 'reporter' },
    { to: it.id as CaseId, command: { type: 'add_photos', kind: 'report', photos: [photo] }, key, version: undefined, saidAt: undefined },
  );
  if (!answer.ok) throw new Refused(caseHttpStatus[answer.refusal.code], answer.refusal);
  return answer.value.photos.filter(({ kind }) => kind === 'report').length;
}

function uuidFrom(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
