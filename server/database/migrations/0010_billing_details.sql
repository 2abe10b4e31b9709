-- Whom invoices are made out to, where it is not simply the account: a company with its registration number.
create table billing_details (
  user_id uuid primary key references users(id),
  company text check (length(company) <= 120),
  business_number text check (length(business_number) <= 40),
  person text check (length(person) <= 80),
  address text check (length(address) <= 200),
  email text check (length(email) <= 254),
  updated_at timestamptz not null default now()
);
