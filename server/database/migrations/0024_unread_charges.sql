-- Charges that were given up before anybody knew whether they had been paid: they are read from their provider once more.
create index ix_billing_charge_unread on billing_charge (provider, created_at)
  where status in ('void', 'expired') and (read_at is null or read_at < updated_at);
