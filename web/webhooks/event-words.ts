// The names of what a webhook tells, as keys of the catalogue.
import type { WebhookDelivery } from '#sdk/contract/webhooks.ts'

/** A catalogue key holds no point of its own. */
export const EVENT_WORDS = {
  'job.ended': 'webhooks.event.job_ended',
  'look.delivered': 'webhooks.event.look_delivered',
  'project.shared': 'webhooks.event.project_shared',
  'webhook.test': 'webhooks.event.webhook_test',
} as const satisfies Record<WebhookDelivery['type'], string>
