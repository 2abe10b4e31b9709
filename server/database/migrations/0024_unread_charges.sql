-- Charges that ended before anybody knew for certain that they had not been paid: they are read from their provider once more.
create index ix_billing_charge_unread on billing_charge (provider, created_at)
  where status in ('void', 'expired', 'failed') and (read_at is null or read_at < updated_at);
