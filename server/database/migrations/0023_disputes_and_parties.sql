-- What a bank has asked back at a provider: its words and dates as read there last, keyed by the provider's id. The charge it is about
-- stays as it was paid: what was bought is not taken away until somebody decides so.
create table billing_dispute (
  id text primary key,
  charge_id uuid not null references billing_charge(id),
  amount integer not null check (amount >= 0),
  currency varchar(3) not null,
  -- inquiry: the bank only asks. open: the money is gone for now. won: it came back. lost: it stays away.
  status varchar(8) not null check (status in ('inquiry', 'open', 'won', 'lost')),
  reason text not null,
  -- Until when the seller may answer at the provider.
  due_at timestamptz,
  opened_at timestamptz not null,
  closed_at timestamptz,
  updated_at timestamptz not null
);
-- The same, of the newest one, on the charge itself.
alter table billing_charge add column disputed varchar(8) check (disputed in ('inquiry', 'open', 'won', 'lost'));
create index ix_billing_charge_disputed on billing_charge (created_at) where disputed in ('inquiry', 'open');
create index ix_billing_charge_paid on billing_charge (created_at desc, id desc) where status in ('paid', 'mismatch');
create index ix_billing_dispute_charge on billing_dispute (charge_id);

-- Whom an invoice was made out to, and who sold, as they were on the day it was issued; null for those from before this was kept.
alter table billing_invoice add column parties jsonb;

-- What the studio did by itself because somebody outside decided something: an audit row without an administrator.
alter table audit alter column admin_id drop not null;

-- The words on a paper that says who somebody was, of an account that is gone: a company with its number stays on the invoices it was
-- issued, as the law wants them; a private person's name, address and contact do not.
create function billing_scrub(p_user uuid) returns void language sql as $$
  delete from billing_details where user_id = p_user;
  update billing_invoice set parties = jsonb_set(parties, '{buyer}', case
      when parties #>> '{buyer,businessNumber}' is null then
        '{"name": null, "businessNumber": null, "person": null, "address": null, "contact": null}'
      else parties -> 'buyer' || '{"person": null, "contact": null}' end)
    where user_id = p_user and parties is not null;
$$;

-- Every change of a dispute is in the audit, in the same commit, whoever wrote it down.
create function dispute_is_audited() returns trigger language plpgsql as $$
begin
  insert into audit (act, subject, subject_id, user_id, before, after, reason)
    select 'payment_dispute', 'payment', new.charge_id, user_id,
      jsonb_build_object('disputed', case tg_op when 'UPDATE' then old.status end),
      jsonb_build_object('disputed', new.status, 'amount', new.amount, 'currency', new.currency), new.reason
    from billing_charge where id = new.charge_id;
  return null;
end $$;
create trigger dispute_opened_is_audited after insert on billing_dispute for each row execute function dispute_is_audited();
create trigger dispute_moved_is_audited after update on billing_dispute for each row
  when (old.status is distinct from new.status) execute function dispute_is_audited();
