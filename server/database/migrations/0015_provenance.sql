-- Who signs what this installation makes: one certificate for all its processes, made by whichever of them needs it first. Old ones
-- stay, so that what they signed is known as ours for good.

create table signing_certificate (
  serial text primary key,             -- of the certificate that signs, decimal
  chain text not null,                 -- PEM, the one that signs first
  sealed_key text,                     -- PKCS #8, sealed by the studio's secret; null for an operator's own, which stays in its file
  secret_name text,                    -- names the secret it is sealed by: under another secret another is made
  ends_at timestamptz not null,
  created_at timestamptz not null default now()
);
