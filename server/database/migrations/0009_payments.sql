-- Plans and payments. `subscriptions`, `subscription_record` and the ledger say what happened in the agreed shapes; what is asked and
-- counted lives in tables of its own, written in the same transactions.

alter table subscriptions add column provider varchar(16) not null default 'none';
-- The provider's own subscription and customer, where the provider renews.
alter table subscriptions add column provider_ref text;
alter table subscriptions add column customer text;
alter table subscriptions add column currency varchar(3) not null default 'KRW';
-- The plan as it was bought: a plan that leaves the file keeps working for whoever holds it.
alter table subscriptions add column terms jsonb not null default '{}';
-- The month under way: from here to end_at. Months are counted from start_at, so the 31st comes back after February.
alter table subscriptions add column period_from timestamptz;
-- What it changes into when the month ends.
alter table subscriptions add column next_plan varchar(64);
alter table subscriptions add column next_terms jsonb;

alter table subscriptions add constraint subscriptions_status check (
  status is not null and status in ('active', 'past_due', 'unpaid', 'ended'));
alter table subscriptions add constraint subscriptions_whole check (
  user_id is not null and plan is not null and start_at is not null and end_at is not null and period_from is not null);
-- One plan a user, however many tabs buy one.
create unique index ux_subscriptions_live on subscriptions (user_id) where status in ('active', 'past_due');
create index ix_subscriptions_due on subscriptions (next_billing_at) where status in ('active', 'past_due');
create unique index ux_subscriptions_provider on subscriptions (provider, provider_ref) where provider_ref is not null;

alter table subscription_record add column kind varchar(24) not null default 'start';
alter table subscription_record add column charge_id uuid;
-- The order in which things happened, also of two in one moment.
alter table subscription_record add column seq bigint generated always as identity;
alter table subscription_record add constraint subscription_record_whole check (user_id is not null and subscription_id is not null);
create unique index ux_subscription_record_charge on subscription_record (charge_id) where charge_id is not null;
create trigger subscription_record_append_only before update or delete on subscription_record
  for each row execute function point_usage_append_only();

-- A sum a user is to pay, for one thing, once. It is there before the provider is asked, and its id is what the provider knows it by:
-- whatever breaks in between, it can be read again.
create table billing_charge (
  id uuid primary key,
  user_id uuid not null references users(id),
  purpose varchar(16) not null check (purpose in ('pack', 'start', 'renewal', 'upgrade', 'method')),
  item varchar(64) not null,
  -- What is granted for it, as it was when it was asked for.
  terms jsonb not null,
  subscription_id uuid,
  period_from timestamptz,
  period_to timestamptz,
  provider varchar(16) not null,
  -- What the provider was told as our id, and what it calls the payment.
  order_ref text not null unique,
  payment_id text,
  reference jsonb,
  currency varchar(3) not null,
  amount integer not null check (amount >= 0),
  vat integer not null check (vat >= 0 and vat <= amount),
  refunded integer not null default 0 check (refunded >= 0 and refunded <= amount),
  -- open: asked for. pending: on its way. paid, failed, void (not wanted any more), expired, refused (by the administrator),
  -- mismatch: paid, but not what was asked for; nothing is given for it until someone has looked.
  status varchar(16) not null default 'open' check (
    status in ('open', 'pending', 'paid', 'failed', 'void', 'expired', 'refused', 'mismatch')),
  tries integer not null default 0,
  first_failed_at timestamptz,
  asked_at timestamptz,
  failure text,
  method jsonb,
  receipt_url text,
  paid_at timestamptz,
  -- When what it pays for was given.
  applied_at timestamptz,
  read_at timestamptz,
  created_at timestamptz not null,
  expires_at timestamptz,
  updated_at timestamptz not null
);
create unique index ux_billing_charge_payment on billing_charge (provider, payment_id) where payment_id is not null;
-- A month is charged once.
create unique index ux_billing_charge_period on billing_charge (subscription_id, period_from) where purpose in ('start', 'renewal') and status <> 'void';
create index ix_billing_charge_user on billing_charge (user_id, created_at desc, id desc);
create index ix_billing_charge_waiting on billing_charge (provider, created_at) where status in ('open', 'pending');

create table billing_refund (
  id uuid primary key,
  charge_id uuid not null references billing_charge(id),
  amount integer not null check (amount > 0),
  reason text not null,
  -- The administrator; null when the studio gave it back by itself.
  by_user_id uuid references users(id),
  status varchar(8) not null default 'asked' check (status in ('asked', 'done', 'failed')),
  failure text,
  created_at timestamptz not null,
  done_at timestamptz
);
create index ix_billing_refund_charge on billing_refund (charge_id);
create index ix_billing_refund_asked on billing_refund (created_at) where status = 'asked';

-- How a plan is paid from now on. The token is sealed with the studio's secret; no card data is kept.
create table billing_method (
  id uuid primary key,
  user_id uuid not null references users(id),
  subscription_id uuid not null,
  provider varchar(16) not null,
  token text not null,
  method jsonb not null,
  created_at timestamptz not null,
  removed_at timestamptz
);
create unique index ux_billing_method_used on billing_method (subscription_id) where removed_at is null;

-- Webhooks as they came in, each once. Only that something is to be read again is believed of them.
create table billing_event (
  provider varchar(16) not null,
  event_id text not null,
  kind text not null,
  reference jsonb,
  received_at timestamptz not null,
  processed_at timestamptz,
  tries integer not null default 0,
  failure text,
  primary key (provider, event_id)
);
create index ix_billing_event_waiting on billing_event (received_at) where processed_at is null;

-- Numbers run without gaps in each year: the counter moves in the transaction that issues.
create table billing_invoice_number (year integer primary key, last integer not null);
create table billing_invoice (
  id uuid primary key,
  number text not null unique,
  user_id uuid not null references users(id),
  charge_id uuid not null unique references billing_charge(id),
  subscription_id uuid,
  lines jsonb not null,
  subtotal integer not null,
  tax integer not null,
  total integer not null,
  currency varchar(3) not null,
  issued_at timestamptz not null,
  constraint billing_invoice_adds_up check (subtotal + tax = total)
);
create index ix_billing_invoice_user on billing_invoice (user_id, issued_at desc, id desc);

-- What a ledger row was written for: the same thing never grants twice.
alter table point_usage add column source text;
create unique index ux_point_usage_source on point_usage (source) where source is not null;
create index ix_point_usage_ends on point_usage (expires_at) where expires_at is not null;

-- How far a user's ledger was looked through for grants that have ended, and when the next one of those seen ends.
create table point_expiry (
  user_id uuid not null references users(id),
  usage_type varchar(32) not null,
  seq bigint not null,
  next_at timestamptz,
  primary key (user_id, usage_type)
);
create index ix_point_expiry_next on point_expiry (next_at) where next_at is not null;
