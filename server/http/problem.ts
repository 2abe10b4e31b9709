// StudioError to an RFC 9457 problem document; the only place that knows status codes.
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorCode, Problem } from '#sdk/contract/errors.ts'
import { StudioError } from '../errors.ts'

export const STATUS = {
  bad_request: 400,
  bad_json: 400,
  bad_cursor: 400,
  signed_out: 401,
  wrong_password: 401,
  proof_needed: 403,
  email_taken: 409,
  address_missing: 409,
  password_weak: 422,
  last_way_in: 409,
  sign_up_closed: 403,
  not_allowed: 403,
  scope_missing: 403,
  suspended: 403,
  viewing: 403,
  last_admin: 409,
  not_found: 404,
  conflict: 409,
  too_many_requests: 429,
  photo_type: 415,
  photo_big: 413,
  photo_empty: 422,
  photos_full: 409,
  photo_broken: 422,
  photo_pixels: 422,
  consent_needed: 422,
  people_full: 422,
  backdrops_full: 422,
  release_type: 415,
  music_type: 415,
  music_long: 422,
  music_not_here: 422,
  photo_small: 422,
  marks_type: 415,
  slot_excluded: 409,
  slot_empty: 404,
  slot_taken: 409,
  zip_big: 413,
  zip_broken: 422,
  zip_unsafe: 422,
  sheet_unreadable: 422,
  bulk_full: 422,
  bulk_started: 409,
  bulk_still: 409,
  bulk_nothing: 409,
  bulk_undirected: 409,
  photo_missing: 422,
  photo_stopped: 422,
  photo_checking: 409,
  cap_reached: 402,
  points_short: 402,
  price_changed: 409,
  report_not_payer: 403,
  amount_big: 422,
  refund_big: 409,
  pay_not_possible: 422,
  grant_too_big: 422,
  item_unknown: 404,
  plan_running: 409,
  plan_missing: 409,
  plan_same: 409,
  payment_due: 402,
  payment_declined: 402,
  payment_unavailable: 503,
  payment_ended: 409,
  refund_too_big: 409,
  payment_disputed: 409,
  provider_unknown: 422,
  webhook_refused: 401,
  webhook_address: 422,
  too_many_webhooks: 422,
  key_reused: 422,
  too_many_looks: 422,
  too_many_waiting: 429,
  in_bin: 409,
  preset_unknown: 422,
  pattern_unknown: 422,
  export_empty: 422,
  export_big: 422,
  line_kept: 409,
  job_ended: 409,
  job_running: 409,
  job_retried: 409,
  job_whole: 409,
  engine_unknown: 422,
  wish_not_possible: 422,
  person_missing: 422,
  back_missing: 422,
  link_expired: 410,
  link_gone: 410,
  link_locked: 401,
  name_needed: 422,
  already_in: 409,
  too_many_people: 422,
  too_many_links: 422,
  worker_down: 503,
  internal: 500,
} satisfies Record<ErrorCode, number>

/** What went wrong and how to mend it, for programmers; the web app and the command line have their own words for people. */
export const SENTENCE = {
  bad_request: 'The request does not fit the contract. Mend the fields named in `details.fields`.',
  bad_json: 'The body is not valid JSON. Send one JSON value in UTF-8.',
  bad_cursor:
    'That `after` is not a cursor of this list. Pass the `next` of a page unchanged, or leave it out.',
  signed_out: 'Nobody is signed in. Sign in, or send `Authorization: Bearer mk_…` with a valid API key.',
  wrong_password: 'E-mail and password do not belong together. Check both and try again.',
  address_missing: 'There is no e-mail address to write to. Set one in the billing details first.',
  proof_needed:
    'Say once more who you are: by password, or by signing in again with a provider in `details.ways`.',
  email_taken: 'There is an account with this e-mail already. Sign in, or use another e-mail.',
  password_weak: 'This password is too easy to guess. Use 8 to 128 characters, and not your e-mail.',
  last_way_in: 'This is the only way to sign in to this account. Add another before you remove it.',
  sign_up_closed: 'This studio takes no new accounts. Ask its administrator for one.',
  not_allowed: 'You may not do this. Ask the owner, or sign in as someone who may.',
  scope_missing:
    'This API key was not made for this. Make one with the scope in `details.scope` on your account page.',
  suspended: 'This account is suspended. Ask the administrator of the studio why.',
  viewing:
    'You are looking at the studio as someone else, and nothing can be changed so. End the view first.',
  last_admin: 'A studio keeps an administrator, and nobody shuts themselves out. Ask another administrator.',
  not_found: 'It is not there, or it is not yours. Check the address and the id.',
  conflict: 'It has changed in the meantime. Fetch it again and repeat what you wanted.',
  too_many_requests: 'Too many requests in a short time. Wait as long as `Retry-After` says.',
  photo_type:
    'This is not a JPEG, PNG, WebP, AVIF or HEIC picture. Save it as one of these and send it again.',
  photo_big: 'The photo is too big. Send at most 25 MB.',
  photos_full: 'The plan holds no more photos. Choose a larger plan, or remove some.',
  photo_empty: 'The file is empty. Choose the photo again.',
  photo_broken: 'The photo is cut short or damaged. Export it again and send that file.',
  music_type: 'This is no sound that is read here. Send MP3, M4A, WAV or FLAC.',
  music_long: 'The music is too long. Cut it and send it again.',
  music_not_here:
    'This studio can use AAC sound (M4A) alone: its operator has not installed the optional encoder.',
  consent_needed: 'Only people of age who have agreed in writing that their picture is used can be added.',
  people_full: 'There is room for a hundred people. Delete somebody first.',
  backdrops_full: 'There is room for sixty backdrops. Delete one first.',
  release_type: 'A signed release is a PDF or a photo. Scan it, or photograph it, and send that file.',
  photo_pixels: 'The photo has too many pixels to open safely. Make it smaller and send it again.',
  marks_type:
    'Marks are read from JPEG, PNG, WebP, AVIF and MP4 files. Send the file as it was downloaded, not a HEIC or a screenshot of it.',
  photo_small: 'The photo is too small. Its short side needs at least 480 pixels; 768 or more is better.',
  slot_excluded: 'A one-piece takes the place of upper and bottom. Empty the other slot first.',
  slot_empty: 'There is no photo in this slot. Put one in first.',
  slot_taken: 'There is a photo in this slot. Take it out, or choose another slot.',
  zip_big: 'The ZIP is too big. Split it, or send the folder instead.',
  zip_broken: 'The ZIP is damaged or cut short. Make it anew, or send the folder instead.',
  zip_unsafe: 'The ZIP holds something no ZIP of photos needs. Make it anew from the folder alone.',
  sheet_unreadable:
    'The sheet cannot be read. Its first line must name the columns, one of them the article number.',
  bulk_full: 'One bulk takes no more. Begin another one for the rest.',
  bulk_started: 'It has started: what is on its way stays as it is.',
  bulk_still: 'It does not run. Start it first.',
  bulk_nothing: 'There is nothing to be made. Mend the products that have problems first.',
  bulk_undirected: 'Say first how the looks shall be.',
  photo_missing: 'A run needs at least one front photo. Put one into a slot first.',
  photo_stopped: 'A photo of this product cannot be used. Replace the photos whose verdict says stop.',
  photo_checking: 'A photo is still being looked at. Try again in a moment.',
  cap_reached:
    'This API key has spent what it may in a day. Wait until tomorrow, or make a key with a higher cap.',
  points_short: 'The balance is too low for this run. Ask for fewer looks, or pay with other points.',
  price_changed: 'The price has changed. Look at the new one in `details.price` and submit again with it.',
  report_not_payer: 'Only who paid for it can report it, and nobody paid for this one, or somebody else did.',
  amount_big: 'That is more than a balance can hold. Give less; `details.most` is what still fits.',
  refund_big: 'That is more than can still be given back for this job. `details.most` is what is left.',
  pay_not_possible: 'This kind of point cannot pay this run. Pay with credit, or choose the standard size.',
  grant_too_big: 'This is more than a balance can hold. Grant less.',
  item_unknown: 'This plan or pack is not sold here. Choose one of `GET /v1/plans`.',
  plan_running: 'There is a plan already. Change it with `POST /v1/subscriptions/current/change`.',
  plan_missing: 'There is no plan that runs. Buy one first.',
  plan_same: 'This is the plan there is already; nothing was changed.',
  payment_due: 'The last payment of the plan is outstanding. Pay it first, or choose another card.',
  payment_declined: 'The payment was declined and nothing was charged. Use another card, or ask the bank.',
  payment_unavailable:
    'The payment provider does not answer. Nothing is charged twice: look at the payment again in a moment.',
  payment_ended: 'This payment is over. Begin a new one.',
  refund_too_big: 'More than can still be given back. Look at `details.refundable`.',
  payment_disputed: 'The payer’s bank asks this money back already. Answer it at the payment provider.',
  provider_unknown: 'This way to pay is not offered, or not in this currency. Choose one of `GET /v1/plans`.',
  webhook_refused: 'The signature does not hold. Check the webhook secret.',
  webhook_address:
    'Nothing can be sent there. Give an https address that can be reached from the internet; private networks and plain http need the operator’s word.',
  too_many_webhooks: 'An account has at most 20 webhooks. Remove one first.',
  key_reused: 'This id was used for another run. Use a new id for each run.',
  too_many_looks: 'One run makes at most 40 looks. Ask for fewer views.',
  too_many_waiting: 'Too many of your runs are waiting. Submit again when some have ended.',
  in_bin: 'It is in the bin. Restore it first.',
  preset_unknown: 'There is no such preset. Choose from `GET /v1/export-presets`.',
  pattern_unknown:
    'A word in braces stands for nothing. Use {SKU}, {look}, {market}, {n}, {view} or {project}.',
  export_empty: 'Nothing of it can be made. Choose looks, or a video for a preset of videos.',
  export_big: 'These are too many files for one export. Choose fewer looks or presets.',
  line_kept:
    'Everything you asked to have written again is locked or edited. Unlock it, or ask for other lines.',
  job_ended: 'This job has ended already; nothing is left to change.',
  job_running: 'This job is being made. Wait until it has ended, or cancel it first.',
  job_retried: 'This job was run again before. Look at `details.jobId`.',
  job_whole: 'All of this job was delivered; nothing is left to make.',
  engine_unknown: 'There is no such engine here. Choose one of `engines` in `GET /v1/studio`.',
  wish_not_possible: 'The engine does not do this. Look at what it offers in `GET /v1/studio`.',
  person_missing:
    'This engine dresses a photo of a person, and there is none for this view. Choose a person, or another engine.',
  back_missing:
    'With this engine a look from behind needs a back photo of everything worn. Add those in `details.slots`.',
  link_expired: 'This link has expired. Fetch the thing it belongs to again for a fresh one.',
  link_gone: 'This link does not open anything any more. Ask whoever sent it for a new one.',
  link_locked: 'This link asks for a password. Send it to `POST /v1/shared/{token}/enter` first.',
  name_needed: 'Nobody knows who this is. Give a name with `PUT /v1/shared/{token}/visitor` first.',
  already_in: 'This project is theirs already. Change their role instead.',
  too_many_people: 'A project is shared with at most 100 people. Remove somebody first.',
  too_many_links: 'A project has at most 50 links that open. Revoke one first.',
  worker_down: 'No worker is running. Start one with `node server/main.ts worker`.',
  internal: 'Something went wrong on our side; it has been logged under `requestId`. Try again.',
} satisfies Record<ErrorCode, string>

/** Answers any error as a problem document; what is not a StudioError is logged with its cause and told as `internal`. */
export function answerProblem(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const known = error instanceof StudioError ? error : fromFastify(error)
  if (!known) request.log.error({ err: error }, 'request failed')
  const { code, details } = known ?? new StudioError('internal')
  const seconds = details?.['retryAfter']
  if (typeof seconds === 'number') void reply.header('retry-after', Math.max(1, Math.ceil(seconds)))
  if (code === 'signed_out') void reply.header('www-authenticate', 'Bearer')
  const problem: Problem = {
    type: `/docs#${code}`,
    title: SENTENCE[code],
    status: STATUS[code],
    code,
    ...(details && { details }),
    requestId: request.id,
  }
  // Serialized here: the route's own response schemas are for its answers, not for its errors.
  void reply
    .code(problem.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send(problem)
}

/** Fastify's own complaints about a request, in our words; null for what is no fault of the caller. */
function fromFastify(error: FastifyError): StudioError | null {
  if (error.validation) {
    const place = error.validationContext ?? 'body'
    const fields = error.validation.map(({ instancePath, message }) => ({
      in: place === 'querystring' ? 'query' : place,
      path: instancePath.replace(/^\//, '').replaceAll('/', '.'),
      message: message ?? 'is not valid',
    }))
    return new StudioError('bad_request', { fields })
  }
  switch (error.code) {
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return new StudioError('bad_json', undefined, { cause: error })
    case 'FST_ERR_NOT_FOUND':
      return new StudioError('not_found')
  }
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return badField('request', '', error.message)
  return null
}

function badField(place: string, path: string, message: string): StudioError {
  return new StudioError('bad_request', { fields: [{ in: place, path, message }] })
}
