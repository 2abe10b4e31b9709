// Every error code of the API, and the problem document (RFC 9457) an error answer carries.
import * as z from 'zod/mini'

/** Stable: programs may rely on them. The web app and the command line put them into words. */
export const ERROR_CODES = [
  'bad_request', // the request does not fit the contract; details.fields says where
  'bad_json',
  'bad_cursor',
  'signed_out', // sign in, or send a valid API key
  'wrong_password',
  'proof_needed', // say who you are once more; details.ways says how: password, google, kakao
  'email_taken',
  'address_missing', // there is no e-mail address to write to
  'password_weak',
  'last_way_in', // without it nobody could sign in to this account any more
  'sign_up_closed',
  'not_allowed',
  'scope_missing', // the API key was not made for this; details: { scope }
  'suspended', // the account is shut by an administrator
  'viewing', // an administrator who looks as someone else changes nothing
  'last_admin', // an administrator stays, and nobody shuts themselves out
  'not_found',
  'conflict',
  'too_many_requests',
  'photo_type', // not a JPEG, PNG, WebP, AVIF or HEIC
  'photo_big', // over 25 MB
  'photo_empty',
  'photos_full', // the plan holds no more photos; details: { megabytes }
  'photo_broken', // cut short or damaged
  'photo_pixels', // too many pixels to decode
  'music_type', // no MP3, M4A, WAV or FLAC
  'music_long', // details: { most }, in minutes
  'music_not_here', // without the optional encoder only AAC (M4A) can be used here
  'consent_needed', // only people of age who have released their picture
  'people_full', // details: { most }
  'backdrops_full', // details: { most }
  'release_type', // a signed release is a PDF or a photo; details: { type }
  'photo_small', // the short side is below 480 px
  'marks_type', // only JPEG, PNG, WebP, AVIF and MP4 hold marks that can be read; details: { type }
  'slot_excluded', // a one-piece excludes upper and bottom
  'slot_empty',
  'slot_taken', // there is a photo already
  'zip_big', // details: { megabytes }
  'zip_broken', // cut short or damaged
  'zip_unsafe', // a name leads out of its folder, or it unpacks to far too much; details: { path, reason }
  'sheet_unreadable', // details: { line, column, expected, found }
  'bulk_full', // more products or files than one bulk takes; details: { most }
  'bulk_started', // what is on its way stays as it is
  'bulk_still', // it does not run, or has ended
  'bulk_nothing', // there is nothing to be made or run again
  'bulk_undirected', // say first how the looks shall be
  'photo_missing', // a run needs at least one front photo
  'photo_stopped', // a photo of the product has a verdict that stops a run
  'photo_checking', // a photo of the product is still being looked at
  'cap_reached', // the API key has spent its cap of the day; details: { cap, left, needed }
  'points_short', // details: { usageType, needed, left, short }
  'price_changed', // details: { price }
  'report_not_payer', // only who paid for a look can report it
  'amount_big', // the balance would be more than can be kept; details: { most }
  'refund_big', // more than is left to give back, or given back before; details: { most }
  'pay_not_possible', // this kind of point cannot pay this run
  'grant_too_big', // more points than a balance can hold; details: { usageType, most }
  'item_unknown', // no such plan or pack is sold (any more)
  'plan_running', // there is a plan already: change it instead
  'plan_missing', // there is no plan that runs
  'plan_same', // that is the plan there is
  'payment_due', // the plan's last payment is outstanding: pay it first
  'payment_declined', // the bank said no; details: { reason }
  'payment_unavailable', // the provider does not answer: nothing was charged, or it will be read again
  'payment_ended', // this payment is over: begin a new one
  'refund_too_big', // details: { refundable }
  'payment_disputed',
  'provider_unknown', // this way to pay is not switched on, or not for this currency
  'webhook_refused', // the signature does not hold
  'webhook_address', // a webhook's address is no https one, unknown, or of a private network
  'too_many_webhooks', // details: { most }
  'key_reused', // the idempotency key was used for another request
  'too_many_looks',
  'too_many_waiting',
  'in_bin', // it is in the bin: restore it first
  'preset_unknown', // no such preset of a market; details: { presets }
  'pattern_unknown', // a word in braces that stands for nothing; details: { token }
  'export_empty', // there is nothing in it that could be made
  'export_big', // too many files for one export; details: { files, most }
  'line_kept', // all that was to be written again is locked or edited
  'job_ended',
  'job_running', // it is being made: cancel it first
  'job_retried', // it was run again before; details: { jobId }
  'job_whole', // all of it is delivered: there is nothing to run again
  'engine_unknown',
  'wish_not_possible', // the engine does not do this
  'person_missing', // this engine dresses a person photo, and there is none; details: { view }
  'back_missing', // a look from behind needs a back photo of everything worn; details: { slots }
  'link_expired', // of a signed file URL, or of a letter: it has ended or was used
  'link_gone', // a share link or an invitation: revoked, expired, used, or never there
  'link_locked', // a share link asks for its password first
  'name_needed', // a visitor says under what name before liking and commenting
  'already_in', // the project is theirs already
  'too_many_people',
  'too_many_links',
  'worker_down',
  'internal',
] as const

/** Why a picture that was sent is not taken. */
export const PHOTO_ERRORS = [
  'photo_type',
  'photo_big',
  'photo_empty',
  'photo_broken',
  'photo_pixels',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

/** What an error answer carries, as `application/problem+json`. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.enum(ERROR_CODES),
  detail: z.optional(z.string()),
  details: z.optional(z.record(z.string(), z.unknown())),
  requestId: z.string(),
})
export type Problem = z.infer<typeof Problem>
