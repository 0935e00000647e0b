-- The database on one page: dumped from the migrations by pg_dump 15 (make schema). Do not edit.

CREATE TYPE public.river_job_state AS ENUM (
    'available',
    'cancelled',
    'completed',
    'discarded',
    'pending',
    'retryable',
    'running',
    'scheduled'
);

CREATE FUNCTION public.append_only(tbl regclass) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION refuse_change()', tbl);
  EXECUTE format('CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', tbl);
END $$;

CREATE FUNCTION public.current_client() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (NULLIF(current_setting('ripen.client_id'::text, true), ''::text))::uuid;

CREATE FUNCTION public.current_duty() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN COALESCE(current_setting('ripen.role'::text, true), ''::text);

CREATE FUNCTION public.current_partner() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (NULLIF(current_setting('ripen.partner_id'::text, true), ''::text))::uuid;

CREATE FUNCTION public.current_person() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (NULLIF(current_setting('ripen.user_id'::text, true), ''::text))::uuid;

CREATE FUNCTION public.due_lanes(instant timestamp with time zone) RETURNS TABLE(client_id uuid, lane uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public'
    AS $$
  WITH RECURSIVE waiting AS (
    (SELECT p.lane FROM pushes p WHERE p.next_at IS NOT NULL ORDER BY p.lane LIMIT 1)
    UNION ALL
    SELECT n.lane FROM waiting w, LATERAL (SELECT p.lane FROM pushes p WHERE p.next_at IS NOT NULL AND p.lane > w.lane ORDER BY p.lane LIMIT 1) n
  )
  SELECT p.client_id, p.lane FROM waiting w, LATERAL (SELECT * FROM pushes p WHERE p.lane = w.lane AND p.next_at IS NOT NULL ORDER BY p.next_at LIMIT 1) p
  WHERE p.next_at <= instant AND NOT EXISTS (SELECT FROM endpoints e WHERE e.id = p.lane AND (e.held_until > instant OR e.state = 'disabled'))
$$;

CREATE FUNCTION public.due_releases(instant timestamp with time zone) RETURNS TABLE(client_id uuid, release_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public'
    AS $$
  SELECT r.client_id, r.id FROM releases r WHERE r.state = 'pending' AND r.due_at <= instant ORDER BY r.due_at LIMIT 500
$$;

CREATE FUNCTION public.mark_customers() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  INSERT INTO customer_marks SELECT DISTINCT client_id FROM added;
  RETURN NULL;
END $$;

CREATE FUNCTION public.protect(tbl regclass) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', tbl);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', tbl);
  EXECUTE format('CREATE POLICY owner ON %s TO ripen_owner USING (true) WITH CHECK (true)', tbl);
  EXECUTE format('CREATE POLICY agency ON %s TO ripen_agency USING (true) WITH CHECK (true)', tbl);
  EXECUTE format('CREATE POLICY worker ON %s TO ripen_worker USING (client_id = current_client()) WITH CHECK (client_id = current_client())', tbl);
  EXECUTE format('CREATE POLICY never_another_client ON %s AS RESTRICTIVE TO ripen_client USING (client_id = current_client()) WITH CHECK (client_id = current_client())', tbl);
END $$;

CREATE FUNCTION public.refuse_barred_membership() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('barred pairs', 0)), pg_advisory_xact_lock(hashtextextended('member ' || NEW.user_id, 0));
  IF EXISTS (SELECT FROM memberships m JOIN barred_pairs b ON b.client_a = least(m.client_id, NEW.client_id) AND b.client_b = greatest(m.client_id, NEW.client_id)
             WHERE m.user_id = NEW.user_id) THEN
    RAISE EXCEPTION 'the caller works for a client that is barred with this one' USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'memberships_barred';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are only ever appended', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION public.refuse_overlapping_spend() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NEW.ended_by IS NOT NULL THEN
    RETURN NEW;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.source_id::text, 30));
  IF EXISTS (SELECT FROM spends s WHERE s.client_id = NEW.client_id AND s.source_id = NEW.source_id AND s.ended_by IS NULL AND s.id <> NEW.id
             AND s.from_day <= NEW.to_day AND s.to_day >= NEW.from_day
             AND NOT (s.from_day = NEW.from_day AND s.to_day = NEW.to_day AND s.currency <> NEW.currency)) THEN
    RAISE EXCEPTION 'a spend of this source overlaps' USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'spends_overlap', TABLE = 'spends';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION public.refuse_shared_caller() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('barred pairs', 0));
  IF EXISTS (SELECT FROM memberships a JOIN memberships b USING (user_id) WHERE a.client_id = NEW.client_a AND b.client_id = NEW.client_b) THEN
    RAISE EXCEPTION 'a caller works for both clients' USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'barred_pairs_shared';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION public.river_job_state_in_bitmask(bitmask bit, state public.river_job_state) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS $$
    SELECT CASE state
        WHEN 'available' THEN get_bit(bitmask, 7)
        WHEN 'cancelled' THEN get_bit(bitmask, 6)
        WHEN 'completed' THEN get_bit(bitmask, 5)
        WHEN 'discarded' THEN get_bit(bitmask, 4)
        WHEN 'pending'   THEN get_bit(bitmask, 3)
        WHEN 'retryable' THEN get_bit(bitmask, 2)
        WHEN 'running'   THEN get_bit(bitmask, 1)
        WHEN 'scheduled' THEN get_bit(bitmask, 0)
        ELSE 0
    END = 1;
$$;

CREATE FUNCTION public.spend_share(amount numeric, from_day date, to_day date, since date, until date) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (round(((amount * (((GREATEST(LEAST(until, to_day), (from_day - 1)) - from_day) + 1))::numeric) / (((to_day - from_day) + 1))::numeric), 2) - round(((amount * ((LEAST(GREATEST(since, from_day), (to_day + 1)) - from_day))::numeric) / (((to_day - from_day) + 1))::numeric), 2));

CREATE FUNCTION public.spent(client uuid, first date, last date) RETURNS TABLE(source_id uuid, month date, amount numeric)
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
  SELECT s.counts_as, m.begins::date,
         sum(spend_share(p.amount, p.from_day, p.to_day, GREATEST(m.begins::date, first), LEAST((m.begins + interval '1 month')::date - 1, last)))
  FROM spends p
  JOIN sources s ON s.id = p.source_id AND s.client_id = p.client_id
  CROSS JOIN LATERAL generate_series(date_trunc('month', GREATEST(p.from_day, first)::timestamp), LEAST(p.to_day, last)::timestamp, interval '1 month') AS m (begins)
  WHERE p.client_id = client AND p.ended_by IS NULL AND p.from_day <= COALESCE(last, 'infinity') AND p.to_day >= COALESCE(first, '-infinity')
  GROUP BY s.counts_as, m.begins
$$;

CREATE TABLE public.programs (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    slug text NOT NULL,
    name text NOT NULL,
    supervisor_id uuid NOT NULL,
    state text DEFAULT 'active'::text NOT NULL,
    contract_volume integer DEFAULT 100 NOT NULL,
    fee numeric(14,2) DEFAULT 0 NOT NULL,
    preset text DEFAULT 'standard'::text NOT NULL,
    hours text DEFAULT ''::text NOT NULL,
    country text DEFAULT ''::text NOT NULL,
    max_attempts smallint DEFAULT 6 NOT NULL,
    response_minutes integer DEFAULT 60 NOT NULL,
    win_rate numeric(5,4) DEFAULT 0.15 NOT NULL,
    worth numeric(14,2) DEFAULT 10000 NOT NULL,
    opening text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    hours_approver text DEFAULT ''::text NOT NULL,
    weight numeric(6,3) DEFAULT 1 NOT NULL,
    language text DEFAULT ''::text NOT NULL,
    skills text[] DEFAULT '{}'::text[] NOT NULL,
    held_until timestamp with time zone,
    CONSTRAINT programs_contract_volume_check CHECK ((contract_volume > 0)),
    CONSTRAINT programs_language_check CHECK (((language = ''::text) OR (language ~ '^[a-z]{2,3}$'::text))),
    CONSTRAINT programs_max_attempts_check CHECK (((max_attempts >= 1) AND (max_attempts <= 20))),
    CONSTRAINT programs_name_check CHECK ((name <> ''::text)),
    CONSTRAINT programs_preset_check CHECK ((preset = ANY (ARRAY['strict'::text, 'standard'::text, 'custom'::text]))),
    CONSTRAINT programs_response_minutes_check CHECK ((response_minutes > 0)),
    CONSTRAINT programs_slug_check CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text)),
    CONSTRAINT programs_state_check CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text, 'ended'::text]))),
    CONSTRAINT programs_weight_check CHECK ((weight > (0)::numeric)),
    CONSTRAINT programs_win_rate_check CHECK (((win_rate >= (0)::numeric) AND (win_rate <= (1)::numeric))),
    CONSTRAINT programs_worth_check CHECK ((worth >= (0)::numeric))
);

ALTER TABLE ONLY public.programs FORCE ROW LEVEL SECURITY;

CREATE TABLE public.users (
    id uuid NOT NULL,
    client_id uuid,
    partner_id uuid,
    email text DEFAULT ''::text NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    zone text DEFAULT 'UTC'::text NOT NULL,
    state text NOT NULL,
    reference text,
    weight integer DEFAULT 1 NOT NULL,
    away_until timestamp with time zone,
    single_keys boolean DEFAULT true NOT NULL,
    theme text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    deactivated_at timestamp with time zone,
    languages text[] DEFAULT '{}'::text[] NOT NULL,
    skills text[] DEFAULT '{}'::text[] NOT NULL,
    capacity integer DEFAULT 0 NOT NULL,
    channel text DEFAULT ''::text NOT NULL,
    hours text DEFAULT ''::text NOT NULL,
    substitute_id uuid,
    no_source_letters boolean DEFAULT false NOT NULL,
    CONSTRAINT nobody_for_himself CHECK ((substitute_id <> id)),
    CONSTRAINT reps_have_substitutes CHECK (((substitute_id IS NULL) OR (role = 'rep'::text))),
    CONSTRAINT users_capacity_check CHECK ((capacity >= 0)),
    CONSTRAINT users_channel_check CHECK ((channel = ANY (ARRAY[''::text, 'field'::text, 'desk'::text, 'partner'::text]))),
    CONSTRAINT users_check CHECK (((role = ANY (ARRAY['admin'::text, 'account_manager'::text, 'supervisor'::text, 'caller'::text])) = (client_id IS NULL))),
    CONSTRAINT users_check1 CHECK (((partner_id IS NULL) OR (role = ANY (ARRAY['rep'::text, 'partner_manager'::text])))),
    CONSTRAINT users_check2 CHECK (((role <> 'partner_manager'::text) OR (partner_id IS NOT NULL))),
    CONSTRAINT users_check3 CHECK (((state = 'former'::text) OR (email <> ''::text))),
    CONSTRAINT users_email_check CHECK ((email = lower(email))),
    CONSTRAINT users_name_check CHECK ((name <> ''::text)),
    CONSTRAINT users_role_check CHECK ((role = ANY (ARRAY['admin'::text, 'account_manager'::text, 'supervisor'::text, 'caller'::text, 'sales_manager'::text, 'partner_manager'::text, 'rep'::text, 'marketer'::text]))),
    CONSTRAINT users_state_check CHECK ((state = ANY (ARRAY['invited'::text, 'active'::text, 'deactivated'::text, 'former'::text]))),
    CONSTRAINT users_theme_check CHECK ((theme = ANY (ARRAY[''::text, 'light'::text, 'dark'::text]))),
    CONSTRAINT users_weight_check CHECK ((weight >= 0))
);

ALTER TABLE ONLY public.users FORCE ROW LEVEL SECURITY;

CREATE FUNCTION public.supervisor_of(program uuid) RETURNS TABLE(id uuid, name text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    BEGIN ATOMIC
 SELECT u.id,
     u.name
    FROM (public.programs g
      JOIN public.users u ON ((u.id = g.supervisor_id)))
   WHERE ((g.id = supervisor_of.program) AND (g.client_id = public.current_client()));
END;

CREATE FUNCTION public.take_stock(brought bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public'
    AS $$
BEGIN
  IF (SELECT 2 * reltuples FROM pg_class WHERE oid = 'inquiries'::regclass) < brought THEN
    ANALYZE (SKIP_LOCKED) organisations, persons, inquiries, arrivals;
  END IF;
END $$;

CREATE TABLE public.acceptances (
    lead_id uuid NOT NULL,
    client_id uuid NOT NULL,
    user_id uuid NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.acceptances FORCE ROW LEVEL SECURITY;

CREATE TABLE public.accounts (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    key text NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL,
    domain text DEFAULT ''::text NOT NULL,
    postcode text DEFAULT ''::text NOT NULL,
    number text DEFAULT ''::text NOT NULL,
    rep_id uuid,
    since date,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT accounts_name_check CHECK ((name <> ''::text))
);

ALTER TABLE ONLY public.accounts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.answers (
    grading_id uuid NOT NULL,
    client_id uuid NOT NULL,
    answers jsonb NOT NULL,
    reason text DEFAULT ''::text NOT NULL
);

ALTER TABLE ONLY public.answers FORCE ROW LEVEL SECURITY;

CREATE TABLE public.arrivals (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    kind text NOT NULL,
    at timestamp with time zone NOT NULL,
    inquiry_id uuid,
    source_id uuid,
    import_id uuid,
    line integer,
    CONSTRAINT arrivals_check CHECK (((kind = ANY (ARRAY['inquiry'::text, 'repeat'::text])) = (inquiry_id IS NOT NULL))),
    CONSTRAINT arrivals_kind_check CHECK ((kind = ANY (ARRAY['inquiry'::text, 'repeat'::text, 'rejected'::text, 'quarantined'::text])))
);

ALTER TABLE ONLY public.arrivals FORCE ROW LEVEL SECURITY;

CREATE TABLE public.assignments (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    lead_id uuid NOT NULL,
    rep_id uuid,
    why text NOT NULL,
    by_id uuid,
    at timestamp with time zone NOT NULL,
    rule_id uuid,
    rule_version integer,
    handover_id uuid,
    CONSTRAINT rule_of_a_version CHECK (((rule_id IS NULL) = (rule_version IS NULL)))
);

ALTER TABLE ONLY public.assignments FORCE ROW LEVEL SECURITY;

CREATE TABLE public.attempts (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    program_id uuid NOT NULL,
    inquiry_id uuid NOT NULL,
    person_id uuid NOT NULL,
    claim_id uuid,
    decision_id uuid NOT NULL,
    user_id uuid NOT NULL,
    cycle smallint NOT NULL,
    at timestamp with time zone NOT NULL,
    channel text DEFAULT 'call'::text NOT NULL,
    disposition text NOT NULL,
    reached boolean NOT NULL,
    counts boolean NOT NULL,
    number_key bytea,
    CONSTRAINT attempts_by_hand CHECK (((channel = 'email'::text) OR (claim_id IS NOT NULL))),
    CONSTRAINT attempts_channel_check CHECK ((channel = ANY (ARRAY['call'::text, 'email'::text, 'text'::text]))),
    CONSTRAINT attempts_disposition_check CHECK ((disposition = ANY (ARRAY['no_answer'::text, 'busy'::text, 'voicemail'::text, 'gatekeeper'::text, 'callback'::text, 'wrong_number'::text, 'refused'::text, 'do_not_call'::text, 'graded'::text, 'text_sent'::text, 'letter_sent'::text])))
);

ALTER TABLE ONLY public.attempts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.audit (
    id uuid NOT NULL,
    client_id uuid,
    user_id uuid,
    at timestamp with time zone NOT NULL,
    action text NOT NULL,
    subject text DEFAULT ''::text NOT NULL,
    subject_id uuid,
    digest text DEFAULT ''::text NOT NULL
);

ALTER TABLE ONLY public.audit FORCE ROW LEVEL SECURITY;

CREATE TABLE public.availabilities (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    state text NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    CONSTRAINT availabilities_check CHECK (((state = 'break'::text) = (reason <> ''::text))),
    CONSTRAINT availabilities_state_check CHECK ((state = ANY (ARRAY['on'::text, 'break'::text, 'off'::text])))
);

ALTER TABLE ONLY public.availabilities FORCE ROW LEVEL SECURITY;

CREATE TABLE public.balance_days (
    client_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    received integer NOT NULL,
    in_plan integer NOT NULL,
    promised integer NOT NULL,
    needs_decision integer NOT NULL,
    held integer NOT NULL,
    pending integer NOT NULL,
    nurtured integer NOT NULL,
    released integer NOT NULL,
    closed_d integer NOT NULL,
    closed_not_reached integer NOT NULL,
    closed_no_way integer NOT NULL,
    closed_taken_over integer NOT NULL,
    closed_do_not_call integer NOT NULL,
    closed_refused integer NOT NULL,
    closed_wrong integer NOT NULL,
    closed_program integer NOT NULL,
    closed_not_ripened integer NOT NULL,
    rejected integer NOT NULL,
    quarantined integer NOT NULL,
    merged integer NOT NULL,
    erased integer NOT NULL,
    undone integer NOT NULL,
    rest integer NOT NULL,
    difference integer NOT NULL,
    seq integer NOT NULL,
    day date NOT NULL,
    prev_hash text NOT NULL,
    hash text NOT NULL,
    CONSTRAINT balance_days_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT balance_days_prev_hash_check CHECK ((prev_hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT balance_days_seq_check CHECK ((seq > 0)),
    CONSTRAINT balance_now_closed_d_check CHECK (((closed_d >= 0) AND ((closed_d % 5) = 0))),
    CONSTRAINT balance_now_closed_do_not_call_check CHECK (((closed_do_not_call >= 0) AND ((closed_do_not_call % 5) = 0))),
    CONSTRAINT balance_now_closed_no_way_check CHECK (((closed_no_way >= 0) AND ((closed_no_way % 5) = 0))),
    CONSTRAINT balance_now_closed_not_reached_check CHECK (((closed_not_reached >= 0) AND ((closed_not_reached % 5) = 0))),
    CONSTRAINT balance_now_closed_not_ripened_check CHECK (((closed_not_ripened >= 0) AND ((closed_not_ripened % 5) = 0))),
    CONSTRAINT balance_now_closed_program_check CHECK (((closed_program >= 0) AND ((closed_program % 5) = 0))),
    CONSTRAINT balance_now_closed_refused_check CHECK (((closed_refused >= 0) AND ((closed_refused % 5) = 0))),
    CONSTRAINT balance_now_closed_taken_over_check CHECK (((closed_taken_over >= 0) AND ((closed_taken_over % 5) = 0))),
    CONSTRAINT balance_now_closed_wrong_check CHECK (((closed_wrong >= 0) AND ((closed_wrong % 5) = 0))),
    CONSTRAINT balance_now_erased_check CHECK (((erased >= 0) AND ((erased % 5) = 0))),
    CONSTRAINT balance_now_held_check CHECK (((held >= 0) AND ((held % 5) = 0))),
    CONSTRAINT balance_now_in_plan_check CHECK (((in_plan >= 0) AND ((in_plan % 5) = 0))),
    CONSTRAINT balance_now_merged_check CHECK (((merged >= 0) AND ((merged % 5) = 0))),
    CONSTRAINT balance_now_needs_decision_check CHECK (((needs_decision >= 0) AND ((needs_decision % 5) = 0))),
    CONSTRAINT balance_now_nurtured_check CHECK (((nurtured >= 0) AND ((nurtured % 5) = 0))),
    CONSTRAINT balance_now_pending_check CHECK (((pending >= 0) AND ((pending % 5) = 0))),
    CONSTRAINT balance_now_promised_check CHECK (((promised >= 0) AND ((promised % 5) = 0))),
    CONSTRAINT balance_now_quarantined_check CHECK (((quarantined >= 0) AND ((quarantined % 5) = 0))),
    CONSTRAINT balance_now_received_check CHECK ((received >= 0)),
    CONSTRAINT balance_now_rejected_check CHECK (((rejected >= 0) AND ((rejected % 5) = 0))),
    CONSTRAINT balance_now_released_check CHECK ((released >= 0)),
    CONSTRAINT balance_now_rest_check CHECK (((rest = 0) OR (rest >= 5))),
    CONSTRAINT balance_now_undone_check CHECK (((undone >= 0) AND ((undone % 5) = 0))),
    CONSTRAINT the_sheet_adds_up CHECK ((received = ((((((((((((((((((((((in_plan + promised) + needs_decision) + held) + pending) + nurtured) + released) + closed_d) + closed_not_reached) + closed_no_way) + closed_taken_over) + closed_do_not_call) + closed_refused) + closed_wrong) + closed_program) + closed_not_ripened) + rejected) + quarantined) + merged) + erased) + undone) + rest) + difference)))
);

ALTER TABLE ONLY public.balance_days FORCE ROW LEVEL SECURITY;

CREATE TABLE public.balance_now (
    client_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    received integer NOT NULL,
    in_plan integer NOT NULL,
    promised integer NOT NULL,
    needs_decision integer NOT NULL,
    held integer NOT NULL,
    pending integer NOT NULL,
    nurtured integer NOT NULL,
    released integer NOT NULL,
    closed_d integer NOT NULL,
    closed_not_reached integer NOT NULL,
    closed_no_way integer NOT NULL,
    closed_taken_over integer NOT NULL,
    closed_do_not_call integer NOT NULL,
    closed_refused integer NOT NULL,
    closed_wrong integer NOT NULL,
    closed_program integer NOT NULL,
    closed_not_ripened integer NOT NULL,
    rejected integer NOT NULL,
    quarantined integer NOT NULL,
    merged integer NOT NULL,
    erased integer NOT NULL,
    undone integer NOT NULL,
    rest integer NOT NULL,
    difference integer NOT NULL,
    CONSTRAINT balance_now_closed_d_check CHECK (((closed_d >= 0) AND ((closed_d % 5) = 0))),
    CONSTRAINT balance_now_closed_do_not_call_check CHECK (((closed_do_not_call >= 0) AND ((closed_do_not_call % 5) = 0))),
    CONSTRAINT balance_now_closed_no_way_check CHECK (((closed_no_way >= 0) AND ((closed_no_way % 5) = 0))),
    CONSTRAINT balance_now_closed_not_reached_check CHECK (((closed_not_reached >= 0) AND ((closed_not_reached % 5) = 0))),
    CONSTRAINT balance_now_closed_not_ripened_check CHECK (((closed_not_ripened >= 0) AND ((closed_not_ripened % 5) = 0))),
    CONSTRAINT balance_now_closed_program_check CHECK (((closed_program >= 0) AND ((closed_program % 5) = 0))),
    CONSTRAINT balance_now_closed_refused_check CHECK (((closed_refused >= 0) AND ((closed_refused % 5) = 0))),
    CONSTRAINT balance_now_closed_taken_over_check CHECK (((closed_taken_over >= 0) AND ((closed_taken_over % 5) = 0))),
    CONSTRAINT balance_now_closed_wrong_check CHECK (((closed_wrong >= 0) AND ((closed_wrong % 5) = 0))),
    CONSTRAINT balance_now_erased_check CHECK (((erased >= 0) AND ((erased % 5) = 0))),
    CONSTRAINT balance_now_held_check CHECK (((held >= 0) AND ((held % 5) = 0))),
    CONSTRAINT balance_now_in_plan_check CHECK (((in_plan >= 0) AND ((in_plan % 5) = 0))),
    CONSTRAINT balance_now_merged_check CHECK (((merged >= 0) AND ((merged % 5) = 0))),
    CONSTRAINT balance_now_needs_decision_check CHECK (((needs_decision >= 0) AND ((needs_decision % 5) = 0))),
    CONSTRAINT balance_now_nurtured_check CHECK (((nurtured >= 0) AND ((nurtured % 5) = 0))),
    CONSTRAINT balance_now_pending_check CHECK (((pending >= 0) AND ((pending % 5) = 0))),
    CONSTRAINT balance_now_promised_check CHECK (((promised >= 0) AND ((promised % 5) = 0))),
    CONSTRAINT balance_now_quarantined_check CHECK (((quarantined >= 0) AND ((quarantined % 5) = 0))),
    CONSTRAINT balance_now_received_check CHECK ((received >= 0)),
    CONSTRAINT balance_now_rejected_check CHECK (((rejected >= 0) AND ((rejected % 5) = 0))),
    CONSTRAINT balance_now_released_check CHECK ((released >= 0)),
    CONSTRAINT balance_now_rest_check CHECK (((rest = 0) OR (rest >= 5))),
    CONSTRAINT balance_now_undone_check CHECK (((undone >= 0) AND ((undone % 5) = 0))),
    CONSTRAINT the_sheet_adds_up CHECK ((received = ((((((((((((((((((((((in_plan + promised) + needs_decision) + held) + pending) + nurtured) + released) + closed_d) + closed_not_reached) + closed_no_way) + closed_taken_over) + closed_do_not_call) + closed_refused) + closed_wrong) + closed_program) + closed_not_ripened) + rejected) + quarantined) + merged) + erased) + undone) + rest) + difference)))
);

ALTER TABLE ONLY public.balance_now FORCE ROW LEVEL SECURITY;

CREATE TABLE public.balance_statements (
    client_id uuid NOT NULL,
    month date NOT NULL,
    made_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    CONSTRAINT balance_statements_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric))
);

ALTER TABLE ONLY public.balance_statements FORCE ROW LEVEL SECURITY;

CREATE TABLE public.barred_pairs (
    client_a uuid NOT NULL,
    client_b uuid NOT NULL,
    created_by uuid,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT barred_pairs_check CHECK ((client_a < client_b))
);

ALTER TABLE ONLY public.barred_pairs FORCE ROW LEVEL SECURITY;

CREATE TABLE public.board_acts (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    partner_id uuid,
    user_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    lines jsonb NOT NULL,
    undoes uuid,
    CONSTRAINT board_acts_kind_check CHECK ((kind = ANY (ARRAY['reassign'::text, 'remind'::text, 'date'::text])))
);

ALTER TABLE ONLY public.board_acts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.call_costs (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    cost numeric(12,2),
    user_id uuid,
    at timestamp with time zone NOT NULL,
    CONSTRAINT call_costs_cost_check CHECK ((cost > (0)::numeric))
);

ALTER TABLE ONLY public.call_costs FORCE ROW LEVEL SECURITY;

CREATE TABLE public.claims (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    inquiry_id uuid NOT NULL,
    person_id uuid NOT NULL,
    number_key bytea,
    user_id uuid NOT NULL,
    decision_id uuid NOT NULL,
    why jsonb NOT NULL,
    was jsonb NOT NULL,
    at timestamp with time zone NOT NULL,
    lease_until timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    ended_how text DEFAULT ''::text NOT NULL,
    reserved boolean DEFAULT false NOT NULL,
    CONSTRAINT claims_check CHECK (((ended_at IS NULL) = (ended_how = ''::text))),
    CONSTRAINT claims_ended_how_check CHECK ((ended_how = ANY (ARRAY[''::text, 'attempt'::text, 'grading'::text, 'given back'::text, 'lease'::text, 'undone'::text, 'deactivated'::text, 'unused'::text, 'blocked'::text, 'outranked'::text]))),
    CONSTRAINT reserved_is_never_called CHECK (((NOT reserved) OR (ended_how <> ALL (ARRAY['attempt'::text, 'grading'::text]))))
)
WITH (fillfactor='80');

ALTER TABLE ONLY public.claims FORCE ROW LEVEL SECURITY;

CREATE TABLE public.clients (
    id uuid NOT NULL,
    slug text NOT NULL,
    name text NOT NULL,
    zone text DEFAULT 'UTC'::text NOT NULL,
    currency text DEFAULT 'USD'::text NOT NULL,
    colour smallint DEFAULT 1 NOT NULL,
    account_manager_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT clients_colour_check CHECK (((colour >= 1) AND (colour <= 8))),
    CONSTRAINT clients_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT clients_name_check CHECK ((name <> ''::text)),
    CONSTRAINT clients_slug_check CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text))
);

ALTER TABLE ONLY public.clients FORCE ROW LEVEL SECURITY;

CREATE TABLE public.close_outs (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    lead_id uuid NOT NULL,
    user_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    outcome text NOT NULL,
    lost_to text DEFAULT ''::text NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    again_on date,
    cause text DEFAULT ''::text NOT NULL,
    price text DEFAULT ''::text NOT NULL,
    CONSTRAINT close_outs_cause_check CHECK ((cause = ANY (ARRAY[''::text, 'price'::text, 'rival'::text, 'budget'::text, 'put_off'::text, 'no_need'::text, 'used'::text, 'other'::text]))),
    CONSTRAINT close_outs_check CHECK (((outcome <> 'no_decision'::text) OR (again_on IS NOT NULL))),
    CONSTRAINT close_outs_outcome_check CHECK ((outcome = ANY (ARRAY['won'::text, 'lost'::text, 'no_decision'::text, 'returned'::text]))),
    CONSTRAINT close_outs_price_check CHECK ((price = ANY (ARRAY[''::text, 'yes'::text, 'no'::text, 'unknown'::text]))),
    CONSTRAINT close_outs_say_why CHECK (((outcome <> ALL (ARRAY['lost'::text, 'returned'::text])) OR (reason <> ''::text) OR (lost_to <> ''::text) OR ((outcome = 'lost'::text) AND (cause <> ''::text))))
);

ALTER TABLE ONLY public.close_outs FORCE ROW LEVEL SECURITY;

CREATE TABLE public.closed_days (
    client_id uuid NOT NULL,
    day date NOT NULL,
    name text DEFAULT ''::text NOT NULL
);

ALTER TABLE ONLY public.closed_days FORCE ROW LEVEL SECURITY;

CREATE TABLE public.coaching_effects (
    coaching_id uuid NOT NULL,
    client_id uuid NOT NULL,
    rep_id uuid NOT NULL,
    partner_id uuid,
    n integer[] NOT NULL,
    k integer[] NOT NULL,
    expected double precision[] NOT NULL
);

ALTER TABLE ONLY public.coaching_effects FORCE ROW LEVEL SECURITY;

CREATE TABLE public.coaching_words (
    coaching_id uuid NOT NULL,
    client_id uuid NOT NULL,
    rep_id uuid NOT NULL,
    partner_id uuid,
    what text NOT NULL
);

ALTER TABLE ONLY public.coaching_words FORCE ROW LEVEL SECURITY;

CREATE TABLE public.coachings (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    rep_id uuid NOT NULL,
    partner_id uuid,
    process_id uuid NOT NULL,
    stage smallint NOT NULL,
    on_day date NOT NULL,
    user_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    takes_back uuid,
    CONSTRAINT coachings_stage_check CHECK ((stage > 0))
);

ALTER TABLE ONLY public.coachings FORCE ROW LEVEL SECURITY;

CREATE TABLE public.cohort_decisions (
    client_id uuid NOT NULL,
    source_id uuid NOT NULL,
    came date NOT NULL,
    day date NOT NULL,
    program_id uuid NOT NULL,
    decided integer NOT NULL,
    a integer NOT NULL
);

ALTER TABLE ONLY public.cohort_decisions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.cohort_events (
    client_id uuid NOT NULL,
    source_id uuid NOT NULL,
    program_id uuid NOT NULL,
    version integer NOT NULL,
    came date NOT NULL,
    day date NOT NULL,
    inquiries integer NOT NULL,
    repeats integer NOT NULL,
    reached integer NOT NULL,
    a integer NOT NULL,
    b integer NOT NULL,
    c integer NOT NULL,
    d integer NOT NULL,
    ripened integer NOT NULL,
    leads integer NOT NULL,
    in_time integer NOT NULL,
    late integer NOT NULL,
    won integer NOT NULL,
    lost integer NOT NULL,
    no_decision integer NOT NULL,
    returned integer NOT NULL
);

ALTER TABLE ONLY public.cohort_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.consents (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    person_id uuid NOT NULL,
    channel text NOT NULL,
    purpose text NOT NULL,
    words text NOT NULL,
    version text NOT NULL,
    source text NOT NULL,
    given_at timestamp with time zone,
    entered_by uuid,
    withdrawn_at timestamp with time zone,
    withdrawn_as text DEFAULT ''::text NOT NULL,
    CONSTRAINT consents_channel_check CHECK ((channel = ANY (ARRAY['call'::text, 'email'::text, 'text'::text]))),
    CONSTRAINT consents_check CHECK (((given_at IS NOT NULL) OR (withdrawn_at IS NOT NULL))),
    CONSTRAINT consents_purpose_check CHECK ((purpose = ANY (ARRAY['contact'::text, 'survey'::text])))
);

ALTER TABLE ONLY public.consents FORCE ROW LEVEL SECURITY;

CREATE TABLE public.contact_plans (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    program_id uuid NOT NULL,
    class text NOT NULL,
    version integer NOT NULL,
    state text NOT NULL,
    steps jsonb NOT NULL,
    deadline_days integer NOT NULL,
    letter jsonb DEFAULT '{}'::jsonb NOT NULL,
    published_by uuid,
    published_at timestamp with time zone NOT NULL,
    CONSTRAINT contact_plans_class_check CHECK ((class = ANY (ARRAY['new-hot'::text, 'new'::text, 'requalification-B'::text, 'requalification-C'::text, 'unreached'::text]))),
    CONSTRAINT contact_plans_deadline_days_check CHECK (((deadline_days >= 1) AND (deadline_days <= 365))),
    CONSTRAINT contact_plans_state_check CHECK ((state = ANY (ARRAY['in_force'::text, 'retired'::text]))),
    CONSTRAINT contact_plans_version_check CHECK ((version > 0))
);

ALTER TABLE ONLY public.contact_plans FORCE ROW LEVEL SECURITY;

CREATE TABLE public.contacts (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    lead_id uuid NOT NULL,
    user_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    how text NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    whom_id uuid,
    CONSTRAINT contacts_how_check CHECK ((how = ANY (ARRAY['talked'::text, 'voicemail'::text, 'wrote'::text, 'met'::text])))
);

ALTER TABLE ONLY public.contacts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.credentials (
    user_id uuid NOT NULL,
    password_hash text NOT NULL,
    changed_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.credentials FORCE ROW LEVEL SECURITY;

CREATE TABLE public.criteria (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    program_id uuid NOT NULL,
    version integer NOT NULL,
    state text NOT NULL,
    questions jsonb NOT NULL,
    rule jsonb NOT NULL,
    created_by uuid,
    created_at timestamp with time zone NOT NULL,
    published_at timestamp with time zone,
    script jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT criteria_check CHECK (((state = 'draft'::text) = (published_at IS NULL))),
    CONSTRAINT criteria_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'in_force'::text, 'retired'::text]))),
    CONSTRAINT criteria_version_check CHECK ((version > 0))
);

ALTER TABLE ONLY public.criteria FORCE ROW LEVEL SECURITY;

CREATE TABLE public.customer_marks (
    client_id uuid NOT NULL
);

ALTER TABLE ONLY public.customer_marks FORCE ROW LEVEL SECURITY;

CREATE TABLE public.customer_runs (
    client_id uuid NOT NULL,
    counted_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.customer_runs FORCE ROW LEVEL SECURITY;

CREATE TABLE public.customer_scopes (
    client_id uuid NOT NULL,
    scope uuid NOT NULL,
    median integer NOT NULL,
    cohorts jsonb NOT NULL
);

ALTER TABLE ONLY public.customer_scopes FORCE ROW LEVEL SECURITY;

CREATE TABLE public.customers (
    client_id uuid NOT NULL,
    scope uuid NOT NULL,
    lead_id uuid NOT NULL,
    leads uuid[] NOT NULL,
    days date[] NOT NULL,
    last_on date NOT NULL,
    orders integer NOT NULL,
    value numeric,
    usual integer NOT NULL,
    CONSTRAINT customers_orders_check CHECK ((orders > 0))
);

ALTER TABLE ONLY public.customers FORCE ROW LEVEL SECURITY;

CREATE TABLE public.decision_days (
    client_id uuid NOT NULL,
    source_id uuid NOT NULL,
    day date NOT NULL,
    program_id uuid NOT NULL,
    decided integer NOT NULL,
    a integer NOT NULL
);

ALTER TABLE ONLY public.decision_days FORCE ROW LEVEL SECURITY;

CREATE TABLE public.decisions (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    inquiry_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    verdict text NOT NULL,
    rules text[] DEFAULT '{}'::text[] NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    zone text DEFAULT ''::text NOT NULL,
    closes_at timestamp with time zone,
    retry_at timestamp with time zone,
    CONSTRAINT decisions_verdict_check CHECK ((verdict = ANY (ARRAY['allow'::text, 'warn'::text, 'block'::text, 'needs_decision'::text])))
);

ALTER TABLE ONLY public.decisions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.deeds (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    program_id uuid NOT NULL,
    inquiry_id uuid,
    user_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    before jsonb NOT NULL,
    after jsonb NOT NULL,
    undoes uuid,
    CONSTRAINT deeds_check CHECK (((kind <> 'share'::text) OR (inquiry_id IS NULL))),
    CONSTRAINT deeds_kind_check CHECK ((kind = ANY (ARRAY['giving'::text, 'hold'::text, 'hurry'::text, 'share'::text])))
);

ALTER TABLE ONLY public.deeds FORCE ROW LEVEL SECURITY;

CREATE TABLE public.devices (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    user_id uuid NOT NULL,
    url text NOT NULL,
    label text DEFAULT ''::text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT devices_url_check CHECK ((url <> ''::text))
);

ALTER TABLE ONLY public.devices FORCE ROW LEVEL SECURITY;

CREATE TABLE public.do_not_call (
    id uuid NOT NULL,
    client_id uuid,
    scope text NOT NULL,
    key bytea NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    entered_by uuid,
    entered_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    about uuid,
    hint text DEFAULT ''::text NOT NULL,
    CONSTRAINT do_not_call_scope_check CHECK ((scope = ANY (ARRAY['number'::text, 'email'::text, 'person'::text, 'organisation'::text])))
);

ALTER TABLE ONLY public.do_not_call FORCE ROW LEVEL SECURITY;

CREATE TABLE public.drafts (
    inquiry_id uuid NOT NULL,
    client_id uuid NOT NULL,
    answers jsonb DEFAULT '{}'::jsonb NOT NULL,
    for_rep text DEFAULT ''::text NOT NULL,
    internal text DEFAULT ''::text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    updated_by uuid,
    updated_at timestamp with time zone NOT NULL,
    fields jsonb DEFAULT '{}'::jsonb NOT NULL
);

ALTER TABLE ONLY public.drafts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.draws (
    client_id uuid NOT NULL,
    rule_id uuid NOT NULL,
    rep_id uuid NOT NULL,
    day date NOT NULL,
    leads integer NOT NULL,
    last_at timestamp with time zone NOT NULL,
    CONSTRAINT draws_leads_check CHECK ((leads > 0))
);

ALTER TABLE ONLY public.draws FORCE ROW LEVEL SECURITY;

CREATE TABLE public.endpoint_secrets (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    endpoint_id uuid NOT NULL,
    key_id text NOT NULL,
    sealed bytea NOT NULL,
    made_at timestamp with time zone NOT NULL,
    valid_until timestamp with time zone
);

ALTER TABLE ONLY public.endpoint_secrets FORCE ROW LEVEL SECURITY;

CREATE TABLE public.endpoints (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    name text NOT NULL,
    url text NOT NULL,
    events text[] NOT NULL,
    state text DEFAULT 'active'::text NOT NULL,
    disabled_why text DEFAULT ''::text NOT NULL,
    disabled_at timestamp with time zone,
    held_until timestamp with time zone,
    made_by uuid NOT NULL,
    made_at timestamp with time zone NOT NULL,
    removed_at timestamp with time zone,
    CONSTRAINT endpoints_check CHECK (((state = 'disabled'::text) = (disabled_at IS NOT NULL))),
    CONSTRAINT endpoints_check1 CHECK (((state = 'disabled'::text) = (disabled_why <> ''::text))),
    CONSTRAINT endpoints_events_check CHECK (((events <> '{}'::text[]) AND (events <@ ARRAY['released'::text, 'reassigned'::text, 'repeat'::text, 'overdue'::text]))),
    CONSTRAINT endpoints_name_check CHECK ((name <> ''::text)),
    CONSTRAINT endpoints_state_check CHECK ((state = ANY (ARRAY['active'::text, 'disabled'::text]))),
    CONSTRAINT endpoints_url_check CHECK ((url <> ''::text)),
    CONSTRAINT removed_is_off CHECK (((removed_at IS NULL) OR (state = 'disabled'::text)))
);

ALTER TABLE ONLY public.endpoints FORCE ROW LEVEL SECURITY;

CREATE TABLE public.feeds (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    user_id uuid NOT NULL,
    key bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone
);

ALTER TABLE ONLY public.feeds FORCE ROW LEVEL SECURITY;

CREATE TABLE public.follow_up_acknowledgements (
    policy_id uuid NOT NULL,
    user_id uuid NOT NULL,
    client_id uuid NOT NULL,
    name text NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.follow_up_acknowledgements FORCE ROW LEVEL SECURITY;

CREATE TABLE public.follow_up_policies (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    version integer NOT NULL,
    state text NOT NULL,
    terms jsonb NOT NULL,
    user_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    in_force_at timestamp with time zone,
    CONSTRAINT follow_up_policies_check CHECK (((state = 'draft'::text) = (in_force_at IS NULL))),
    CONSTRAINT follow_up_policies_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'in_force'::text, 'past'::text]))),
    CONSTRAINT follow_up_policies_version_check CHECK ((version > 0))
);

ALTER TABLE ONLY public.follow_up_policies FORCE ROW LEVEL SECURITY;

CREATE TABLE public.form_tokens (
    token uuid NOT NULL,
    user_id uuid,
    answer text DEFAULT ''::text NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.form_tokens FORCE ROW LEVEL SECURITY;

CREATE TABLE public.grade_days (
    client_id uuid NOT NULL,
    basis text NOT NULL,
    source_id uuid NOT NULL,
    program_id uuid NOT NULL,
    version integer NOT NULL,
    day date NOT NULL,
    a integer NOT NULL,
    b integer NOT NULL,
    c integer NOT NULL,
    d integer NOT NULL,
    CONSTRAINT grade_days_basis_check CHECK ((basis = ANY (ARRAY['arrival'::text, 'event'::text])))
);

ALTER TABLE ONLY public.grade_days FORCE ROW LEVEL SECURITY;

CREATE TABLE public.gradings (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    program_id uuid NOT NULL,
    inquiry_id uuid NOT NULL,
    cycle smallint NOT NULL,
    kind text NOT NULL,
    criteria_id uuid,
    attempt_id uuid,
    user_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    computed text NOT NULL,
    grade text NOT NULL,
    worth_low numeric(14,2),
    worth_high numeric(14,2),
    probability numeric(5,4),
    CONSTRAINT gradings_check CHECK (((kind = 'taken_over'::text) OR ((criteria_id IS NOT NULL) AND (attempt_id IS NOT NULL) AND (computed <> ''::text)))),
    CONSTRAINT gradings_computed_check CHECK ((computed = ANY (ARRAY[''::text, 'A'::text, 'B'::text, 'C'::text, 'D'::text]))),
    CONSTRAINT gradings_grade_check CHECK ((grade = ANY (ARRAY['A'::text, 'B'::text, 'C'::text, 'D'::text]))),
    CONSTRAINT gradings_kind_check CHECK ((kind = ANY (ARRAY['caller'::text, 'taken_over'::text])))
);

ALTER TABLE ONLY public.gradings FORCE ROW LEVEL SECURITY;

CREATE TABLE public.handovers (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    partner_id uuid,
    from_id uuid NOT NULL,
    to_id uuid,
    why text NOT NULL,
    by_id uuid,
    at timestamp with time zone NOT NULL,
    was jsonb NOT NULL,
    undoes uuid
);

ALTER TABLE ONLY public.handovers FORCE ROW LEVEL SECURITY;

CREATE TABLE public.holds (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    program_id uuid NOT NULL,
    inquiry_id uuid,
    until timestamp with time zone NOT NULL,
    reason text NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT holds_reason_check CHECK ((reason <> ''::text))
);

ALTER TABLE ONLY public.holds FORCE ROW LEVEL SECURITY;

CREATE TABLE public.import_chunks (
    import_id uuid NOT NULL,
    client_id uuid NOT NULL,
    part integer NOT NULL,
    bytes bytea NOT NULL
);

ALTER TABLE ONLY public.import_chunks FORCE ROW LEVEL SECURITY;

CREATE TABLE public.imports (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    program_id uuid NOT NULL,
    file_name text NOT NULL,
    size bigint DEFAULT 0 NOT NULL,
    options jsonb DEFAULT '{}'::jsonb NOT NULL,
    state text NOT NULL,
    rows integer DEFAULT 0 NOT NULL,
    inquiries integer DEFAULT 0 NOT NULL,
    repeats integer DEFAULT 0 NOT NULL,
    rejected integer DEFAULT 0 NOT NULL,
    at_line integer DEFAULT 0 NOT NULL,
    problem text DEFAULT ''::text NOT NULL,
    started_by uuid,
    created_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    CONSTRAINT imports_state_check CHECK ((state = ANY (ARRAY['uploaded'::text, 'running'::text, 'done'::text, 'failed'::text, 'undone'::text])))
);

ALTER TABLE ONLY public.imports FORCE ROW LEVEL SECURITY;

CREATE TABLE public.inquiries (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    program_id uuid NOT NULL,
    person_id uuid NOT NULL,
    source_id uuid NOT NULL,
    state text NOT NULL,
    class text DEFAULT 'new'::text NOT NULL,
    tier smallint DEFAULT 4 NOT NULL,
    priority real DEFAULT 0 NOT NULL,
    window_id integer,
    due_at timestamp with time zone,
    next_at timestamp with time zone,
    promised_to uuid,
    cycle smallint DEFAULT 1 NOT NULL,
    received_at timestamp with time zone NOT NULL,
    received_on date NOT NULL,
    via text DEFAULT 'import'::text NOT NULL,
    external_id text DEFAULT ''::text NOT NULL,
    product text DEFAULT ''::text NOT NULL,
    message text DEFAULT ''::text NOT NULL,
    details jsonb DEFAULT '{}'::jsonb NOT NULL,
    first_call_by timestamp with time zone,
    first_called_at timestamp with time zone,
    attempts smallint DEFAULT 0 NOT NULL,
    last_attempt_at timestamp with time zone,
    last_disposition text DEFAULT ''::text NOT NULL,
    reached_at timestamp with time zone,
    grade text DEFAULT ''::text NOT NULL,
    first_grade text DEFAULT ''::text NOT NULL,
    graded_at timestamp with time zone,
    criteria_id uuid,
    repeats smallint DEFAULT 0 NOT NULL,
    nurture_reason text DEFAULT ''::text NOT NULL,
    decision_reason text DEFAULT ''::text NOT NULL,
    closed_reason text DEFAULT ''::text NOT NULL,
    closed_at timestamp with time zone,
    merged_into uuid,
    import_id uuid,
    step smallint DEFAULT 0 NOT NULL,
    channel text DEFAULT 'call'::text NOT NULL,
    begun_at timestamp with time zone,
    rank real GENERATED ALWAYS AS (
CASE
    WHEN (tier <= 1) THEN (0)::real
    ELSE priority
END) STORED NOT NULL,
    clock timestamp with time zone GENERATED ALWAYS AS (
CASE
    WHEN (tier = 1) THEN first_call_by
    ELSE due_at
END) STORED,
    CONSTRAINT callable_has_a_window CHECK (((state <> ALL (ARRAY['ready'::text, 'scheduled'::text])) OR ((window_id IS NOT NULL) AND (due_at IS NOT NULL)))),
    CONSTRAINT closed_has_a_reason CHECK (((state = 'closed'::text) = (closed_reason <> ''::text))),
    CONSTRAINT closed_reason_known CHECK ((closed_reason = ANY (ARRAY[''::text, 'D'::text, 'not reached'::text, 'no way to reach'::text, 'taken over'::text, 'do not call'::text, 'refused'::text, 'wrong person'::text, 'program ended'::text, 'not ripened'::text]))),
    CONSTRAINT decision_has_a_reason CHECK (((state <> 'decision'::text) OR (decision_reason <> ''::text))),
    CONSTRAINT inquiries_channel_check CHECK ((channel = ANY (ARRAY['call'::text, 'email'::text, 'text'::text]))),
    CONSTRAINT inquiries_class_check CHECK ((class = ANY (ARRAY['new-hot'::text, 'new'::text, 'requalification-B'::text, 'requalification-C'::text, 'unreached'::text]))),
    CONSTRAINT inquiries_first_grade_check CHECK ((first_grade = ANY (ARRAY[''::text, 'A'::text, 'B'::text, 'C'::text, 'D'::text]))),
    CONSTRAINT inquiries_grade_check CHECK ((grade = ANY (ARRAY[''::text, 'A'::text, 'B'::text, 'C'::text, 'D'::text]))),
    CONSTRAINT inquiries_state_check CHECK ((state = ANY (ARRAY['scheduled'::text, 'ready'::text, 'decision'::text, 'held'::text, 'pending'::text, 'nurtured'::text, 'released'::text, 'closed'::text, 'merged'::text, 'erased'::text, 'undone'::text]))),
    CONSTRAINT inquiries_tier_check CHECK (((tier >= 0) AND (tier <= 4))),
    CONSTRAINT inquiries_via_check CHECK ((via = ANY (ARRAY['form'::text, 'api'::text, 'import'::text, 'hand'::text, 'phone'::text, 'referral'::text]))),
    CONSTRAINT live_has_a_next_date CHECK (((state = ANY (ARRAY['released'::text, 'closed'::text, 'merged'::text, 'erased'::text, 'undone'::text])) OR (next_at IS NOT NULL))),
    CONSTRAINT merged_into_another CHECK (((state = 'merged'::text) = (merged_into IS NOT NULL))),
    CONSTRAINT nurtured_has_a_reason CHECK (((state <> 'nurtured'::text) OR (nurture_reason <> ''::text))),
    CONSTRAINT pending_and_released_are_a CHECK (((state <> ALL (ARRAY['pending'::text, 'released'::text])) OR (grade = 'A'::text)))
)
WITH (fillfactor='90', autovacuum_vacuum_scale_factor='0.01');

ALTER TABLE ONLY public.inquiries FORCE ROW LEVEL SECURITY;

CREATE TABLE public.lead_contacts (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    lead_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    user_id uuid,
    inquired boolean DEFAULT false NOT NULL,
    name text NOT NULL,
    title text DEFAULT ''::text NOT NULL,
    role text DEFAULT ''::text NOT NULL,
    phone text DEFAULT ''::text NOT NULL,
    email text DEFAULT ''::text NOT NULL,
    reached_at timestamp with time zone,
    CONSTRAINT lead_contacts_name_check CHECK ((name <> ''::text)),
    CONSTRAINT lead_contacts_role_check CHECK ((role = ANY (ARRAY[''::text, 'gatekeeper'::text, 'user'::text, 'decider'::text, 'payer'::text])))
);

ALTER TABLE ONLY public.lead_contacts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.lead_facts (
    lead_id uuid NOT NULL,
    client_id uuid NOT NULL,
    inquiry_id uuid NOT NULL,
    source_id uuid NOT NULL,
    program_id uuid NOT NULL,
    version integer NOT NULL,
    came date NOT NULL,
    released_on date NOT NULL,
    product text NOT NULL,
    region text NOT NULL,
    country text NOT NULL,
    followed text NOT NULL,
    outcome text NOT NULL,
    closed_on date,
    cause text DEFAULT ''::text NOT NULL,
    price text DEFAULT ''::text NOT NULL,
    lost_to text DEFAULT ''::text NOT NULL,
    orders integer DEFAULT 0 NOT NULL,
    ordered_on date,
    CONSTRAINT lead_facts_followed_check CHECK ((followed = ANY (ARRAY[''::text, 'in_time'::text, 'late'::text, 'not_yet'::text])))
);

ALTER TABLE ONLY public.lead_facts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.lead_reports (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    lead_id uuid NOT NULL,
    user_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    contact_id uuid,
    step smallint,
    next_at timestamp with time zone,
    was jsonb NOT NULL,
    CONSTRAINT lead_reports_check CHECK (
CASE kind
    WHEN 'contact'::text THEN (contact_id IS NOT NULL)
    WHEN 'milestone'::text THEN (step IS NOT NULL)
    ELSE (next_at IS NOT NULL)
END),
    CONSTRAINT lead_reports_kind_check CHECK ((kind = ANY (ARRAY['contact'::text, 'milestone'::text, 'next'::text])))
);

ALTER TABLE ONLY public.lead_reports FORCE ROW LEVEL SECURITY;

CREATE TABLE public.leads (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    partner_id uuid,
    inquiry_id uuid NOT NULL,
    cycle smallint NOT NULL,
    kind text DEFAULT 'released'::text NOT NULL,
    program_id uuid NOT NULL,
    program_name text NOT NULL,
    source_id uuid NOT NULL,
    source_name text NOT NULL,
    process_id uuid,
    steps smallint DEFAULT 0 NOT NULL,
    rep_id uuid,
    assigned_why text DEFAULT ''::text NOT NULL,
    released_at timestamp with time zone NOT NULL,
    received_on date NOT NULL,
    name text DEFAULT ''::text NOT NULL,
    title text DEFAULT ''::text NOT NULL,
    organisation text DEFAULT ''::text NOT NULL,
    email text DEFAULT ''::text NOT NULL,
    phone text DEFAULT ''::text NOT NULL,
    address text DEFAULT ''::text NOT NULL,
    city text DEFAULT ''::text NOT NULL,
    region text DEFAULT ''::text NOT NULL,
    postcode text DEFAULT ''::text NOT NULL,
    country text DEFAULT ''::text NOT NULL,
    zone text DEFAULT ''::text NOT NULL,
    message text DEFAULT ''::text NOT NULL,
    product text DEFAULT ''::text NOT NULL,
    learned text DEFAULT ''::text NOT NULL,
    reasons jsonb DEFAULT '[]'::jsonb NOT NULL,
    graded_by text DEFAULT ''::text NOT NULL,
    graded_at timestamp with time zone,
    criteria_version integer,
    worth_low numeric(14,2),
    worth_high numeric(14,2),
    probability numeric(5,4),
    currency text DEFAULT 'USD'::text NOT NULL,
    accepted_at timestamp with time zone,
    contacted_at timestamp with time zone,
    updated_at timestamp with time zone,
    step smallint DEFAULT 0 NOT NULL,
    next_at timestamp with time zone,
    next_what text DEFAULT ''::text NOT NULL,
    outcome text DEFAULT ''::text NOT NULL,
    closed_at timestamp with time zone,
    people jsonb,
    open_questions jsonb,
    process_why text DEFAULT ''::text NOT NULL,
    assigned_at timestamp with time zone,
    CONSTRAINT closed_with_an_outcome CHECK (((outcome = ''::text) = (closed_at IS NULL))),
    CONSTRAINT leads_kind_check CHECK ((kind = ANY (ARRAY['released'::text, 'taken_over'::text]))),
    CONSTRAINT leads_outcome_check CHECK ((outcome = ANY (ARRAY[''::text, 'won'::text, 'lost'::text, 'no_decision'::text, 'returned'::text]))),
    CONSTRAINT open_has_a_next_date CHECK (((closed_at IS NOT NULL) OR (next_at IS NOT NULL)))
);

ALTER TABLE ONLY public.leads FORCE ROW LEVEL SECURITY;

CREATE TABLE public.letters (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    inquiry_id uuid NOT NULL,
    cycle smallint NOT NULL,
    kind text NOT NULL,
    step smallint DEFAULT 0 NOT NULL,
    subject text NOT NULL,
    text text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    tries smallint DEFAULT 0 NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    settled_at timestamp with time zone,
    CONSTRAINT letters_check CHECK (((state = 'waiting'::text) = (settled_at IS NULL))),
    CONSTRAINT letters_kind_check CHECK ((kind = ANY (ARRAY['step'::text, 'unreached'::text]))),
    CONSTRAINT letters_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'refused'::text, 'failed'::text, 'withdrawn'::text])))
);

ALTER TABLE ONLY public.letters FORCE ROW LEVEL SECURITY;

CREATE TABLE public.links (
    key bytea NOT NULL,
    user_id uuid NOT NULL,
    purpose text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT links_purpose_check CHECK ((purpose = ANY (ARRAY['invitation'::text, 'reset'::text])))
);

ALTER TABLE ONLY public.links FORCE ROW LEVEL SECURITY;

CREATE TABLE public.mail_bounces (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    mail_key bytea NOT NULL,
    at timestamp with time zone NOT NULL,
    entered_by uuid
);

ALTER TABLE ONLY public.mail_bounces FORCE ROW LEVEL SECURITY;

CREATE TABLE public.mails (
    id uuid NOT NULL,
    client_id uuid,
    message_id text NOT NULL,
    recipient text NOT NULL,
    subject text NOT NULL,
    body text NOT NULL,
    html text DEFAULT ''::text NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.mails FORCE ROW LEVEL SECURITY;

CREATE TABLE public.market_acts (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    kind text NOT NULL,
    file text DEFAULT ''::text NOT NULL,
    undoes uuid,
    user_id uuid,
    at timestamp with time zone NOT NULL,
    CONSTRAINT market_acts_check CHECK (((kind = 'undoing'::text) = (undoes IS NOT NULL))),
    CONSTRAINT market_acts_kind_check CHECK ((kind = ANY (ARRAY['entry'::text, 'file'::text, 'removal'::text, 'undoing'::text])))
);

ALTER TABLE ONLY public.market_acts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.market_years (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    market text NOT NULL,
    year integer NOT NULL,
    program_id uuid,
    units integer NOT NULL,
    planned integer,
    at timestamp with time zone NOT NULL,
    act_id uuid NOT NULL,
    CONSTRAINT market_years_market_check CHECK ((market <> ''::text)),
    CONSTRAINT market_years_planned_check CHECK ((planned > 0)),
    CONSTRAINT market_years_units_check CHECK ((units >= 0)),
    CONSTRAINT market_years_year_check CHECK (((year >= 1990) AND (year <= 2100)))
);

ALTER TABLE ONLY public.market_years FORCE ROW LEVEL SECURITY;

CREATE VIEW public.markets_standing WITH (security_invoker='true') AS
 SELECT newest.id,
    newest.client_id,
    newest.market,
    newest.year,
    newest.program_id,
    newest.units,
    newest.planned,
    newest.at,
    newest.act_id
   FROM ( SELECT DISTINCT ON (m.client_id, m.year, (lower(m.market))) m.id,
            m.client_id,
            m.market,
            m.year,
            m.program_id,
            m.units,
            m.planned,
            m.at,
            m.act_id
           FROM public.market_years m
          WHERE (NOT (EXISTS ( SELECT
                   FROM public.market_acts u
                  WHERE ((u.undoes = m.act_id) AND (u.client_id = m.client_id)))))
          ORDER BY m.client_id, m.year, (lower(m.market)), m.at DESC, m.id DESC) newest
  WHERE (newest.units > 0);

CREATE TABLE public.memberships (
    program_id uuid NOT NULL,
    client_id uuid NOT NULL,
    user_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.memberships FORCE ROW LEVEL SECURITY;

CREATE TABLE public.milestones (
    lead_id uuid NOT NULL,
    client_id uuid NOT NULL,
    step smallint NOT NULL,
    user_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    name text DEFAULT ''::text NOT NULL,
    CONSTRAINT milestones_step_check CHECK ((step > 0))
);

ALTER TABLE ONLY public.milestones FORCE ROW LEVEL SECURITY;

CREATE TABLE public.moves (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    inquiry_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    step smallint DEFAULT 0 NOT NULL,
    plan_version integer DEFAULT 0 NOT NULL,
    wanted_at timestamp with time zone,
    due_at timestamp with time zone,
    reason text DEFAULT ''::text NOT NULL,
    CONSTRAINT moves_kind_check CHECK ((kind = ANY (ARRAY['planned'::text, 'used up'::text, 'decision'::text, 'decided'::text, 'broken'::text, 'opened'::text, 'kept from calls'::text, 'slid'::text, 'skipped'::text, 'ended'::text, 'kept for later'::text, 'due again'::text, 'brought forward'::text, 'not brought forward'::text, 'letters stopped'::text, 'consent'::text])))
);

ALTER TABLE ONLY public.moves FORCE ROW LEVEL SECURITY;

CREATE TABLE public.notes (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    inquiry_id uuid NOT NULL,
    attempt_id uuid,
    user_id uuid,
    at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    text text NOT NULL,
    CONSTRAINT notes_kind_check CHECK ((kind = ANY (ARRAY['rep'::text, 'internal'::text]))),
    CONSTRAINT notes_text_check CHECK ((text <> ''::text))
);

ALTER TABLE ONLY public.notes FORCE ROW LEVEL SECURITY;

CREATE TABLE public.numbers (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    person_id uuid,
    organisation_id uuid,
    kind text NOT NULL,
    phone text NOT NULL,
    number_key bytea NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    wrong_at timestamp with time zone,
    added_by uuid,
    added_at timestamp with time zone NOT NULL,
    CONSTRAINT numbers_kind_check CHECK ((kind = ANY (ARRAY['direct'::text, 'mobile'::text, 'home'::text, 'switchboard'::text, 'other'::text]))),
    CONSTRAINT numbers_phone_check CHECK ((phone ~ '^\+[1-9][0-9]{4,16}$'::text)),
    CONSTRAINT of_one CHECK (((person_id IS NULL) <> (organisation_id IS NULL)))
);

ALTER TABLE ONLY public.numbers FORCE ROW LEVEL SECURITY;

CREATE TABLE public.nurture_plans (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    program_id uuid NOT NULL,
    class text NOT NULL,
    version integer NOT NULL,
    state text NOT NULL,
    days integer NOT NULL,
    buyers_date boolean NOT NULL,
    lead_days integer NOT NULL,
    touches jsonb DEFAULT '[]'::jsonb NOT NULL,
    cycles integer NOT NULL,
    published_by uuid,
    published_at timestamp with time zone NOT NULL,
    CONSTRAINT nurture_plans_class_check CHECK ((class = ANY (ARRAY['requalification-B'::text, 'requalification-C'::text, 'unreached'::text]))),
    CONSTRAINT nurture_plans_cycles_check CHECK (((cycles >= 1) AND (cycles <= 20))),
    CONSTRAINT nurture_plans_days_check CHECK (((days >= 1) AND (days <= 730))),
    CONSTRAINT nurture_plans_lead_days_check CHECK (((lead_days >= 0) AND (lead_days <= 365))),
    CONSTRAINT nurture_plans_state_check CHECK ((state = ANY (ARRAY['in_force'::text, 'retired'::text]))),
    CONSTRAINT nurture_plans_version_check CHECK ((version > 0))
);

ALTER TABLE ONLY public.nurture_plans FORCE ROW LEVEL SECURITY;

CREATE TABLE public.order_credits (
    order_id uuid NOT NULL,
    inquiry_id uuid NOT NULL,
    client_id uuid NOT NULL,
    lead_id uuid NOT NULL,
    source_id uuid NOT NULL,
    program_id uuid NOT NULL,
    came date NOT NULL,
    ordered_on date NOT NULL,
    first boolean NOT NULL,
    last boolean NOT NULL,
    even numeric(13,12) NOT NULL,
    worth numeric(18,2),
    worth_even numeric(18,2),
    product text NOT NULL,
    followed text NOT NULL,
    ripened boolean DEFAULT false NOT NULL,
    again boolean DEFAULT false NOT NULL
);

ALTER TABLE ONLY public.order_credits FORCE ROW LEVEL SECURITY;

CREATE TABLE public.orders (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    lead_id uuid NOT NULL,
    ordered_on date NOT NULL,
    value numeric(14,2),
    currency text NOT NULL,
    rate numeric(18,8) DEFAULT 1 NOT NULL,
    flagged text DEFAULT ''::text NOT NULL,
    user_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT orders_rate_check CHECK ((rate > (0)::numeric)),
    CONSTRAINT orders_value_check CHECK ((value >= (0)::numeric))
);

ALTER TABLE ONLY public.orders FORCE ROW LEVEL SECURITY;

CREATE TABLE public.organisation_notes (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    attempt_id uuid,
    user_id uuid,
    at timestamp with time zone NOT NULL,
    name text DEFAULT ''::text NOT NULL,
    text text DEFAULT ''::text NOT NULL,
    CONSTRAINT says_something CHECK (((name <> ''::text) OR (text <> ''::text)))
);

ALTER TABLE ONLY public.organisation_notes FORCE ROW LEVEL SECURITY;

CREATE TABLE public.organisations (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    name text NOT NULL,
    name_key text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    website text DEFAULT ''::text NOT NULL,
    about text DEFAULT ''::text NOT NULL
);

ALTER TABLE ONLY public.organisations FORCE ROW LEVEL SECURITY;

CREATE TABLE public.partners (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    name text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT partners_name_check CHECK ((name <> ''::text))
);

ALTER TABLE ONLY public.partners FORCE ROW LEVEL SECURITY;

CREATE TABLE public.persons (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    organisation_id uuid,
    name text DEFAULT ''::text NOT NULL,
    name_key text DEFAULT ''::text NOT NULL,
    title text DEFAULT ''::text NOT NULL,
    email text DEFAULT ''::text NOT NULL,
    email_key text DEFAULT ''::text NOT NULL,
    phone text DEFAULT ''::text NOT NULL,
    phone_raw text DEFAULT ''::text NOT NULL,
    number_key bytea,
    address text DEFAULT ''::text NOT NULL,
    address_key text DEFAULT ''::text NOT NULL,
    city text DEFAULT ''::text NOT NULL,
    region text DEFAULT ''::text NOT NULL,
    postcode text DEFAULT ''::text NOT NULL,
    country text DEFAULT ''::text NOT NULL,
    zone text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    erased_at timestamp with time zone,
    mail_key bytea,
    language text DEFAULT ''::text NOT NULL,
    role text DEFAULT ''::text NOT NULL,
    CONSTRAINT persons_language_check CHECK (((language = ''::text) OR (language ~ '^[a-z]{2,3}$'::text))),
    CONSTRAINT persons_role_check CHECK ((role = ANY (ARRAY[''::text, 'gatekeeper'::text, 'user'::text, 'decider'::text, 'payer'::text]))),
    CONSTRAINT phone_has_its_key CHECK (((phone = ''::text) OR (number_key IS NOT NULL)))
);

ALTER TABLE ONLY public.persons FORCE ROW LEVEL SECURITY;

CREATE TABLE public.presences (
    page uuid NOT NULL,
    client_id uuid NOT NULL,
    inquiry_id uuid NOT NULL,
    user_id uuid NOT NULL,
    seen_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.presences FORCE ROW LEVEL SECURITY;

CREATE TABLE public.process_changes (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    lead_id uuid NOT NULL,
    from_id uuid,
    to_id uuid NOT NULL,
    why text NOT NULL,
    user_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT process_changes_why_check CHECK ((why <> ''::text))
);

ALTER TABLE ONLY public.process_changes FORCE ROW LEVEL SECURITY;

CREATE TABLE public.processes (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    name text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    steps jsonb NOT NULL,
    current boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone NOT NULL,
    line_id uuid NOT NULL,
    rules jsonb DEFAULT '[]'::jsonb NOT NULL,
    place smallint DEFAULT 0 NOT NULL
);

ALTER TABLE ONLY public.processes FORCE ROW LEVEL SECURITY;

CREATE TABLE public.program_fees (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    program_id uuid NOT NULL,
    since date NOT NULL,
    fee numeric(14,2) NOT NULL,
    user_id uuid,
    at timestamp with time zone NOT NULL,
    CONSTRAINT program_fees_fee_check CHECK ((fee >= (0)::numeric)),
    CONSTRAINT program_fees_since_check CHECK ((EXTRACT(day FROM since) = (1)::numeric))
);

ALTER TABLE ONLY public.program_fees FORCE ROW LEVEL SECURITY;

CREATE TABLE public.program_states (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    program_id uuid NOT NULL,
    state text NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id uuid,
    reason text DEFAULT ''::text NOT NULL,
    CONSTRAINT program_states_state_check CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text, 'ended'::text])))
);

ALTER TABLE ONLY public.program_states FORCE ROW LEVEL SECURITY;

CREATE TABLE public.promises (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    inquiry_id uuid NOT NULL,
    user_id uuid,
    due_at timestamp with time zone NOT NULL,
    zone text NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    made_by uuid,
    made_at timestamp with time zone NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    settled_at timestamp with time zone,
    broken_at timestamp with time zone,
    opened_at timestamp with time zone,
    CONSTRAINT promises_broken CHECK (((state = 'broken'::text) = (broken_at IS NOT NULL))),
    CONSTRAINT promises_settled CHECK (((state = 'broken'::text) OR ((state = 'open'::text) = (settled_at IS NULL)))),
    CONSTRAINT promises_state_check CHECK ((state = ANY (ARRAY['open'::text, 'kept'::text, 'broken'::text, 'moved'::text, 'withdrawn'::text])))
);

ALTER TABLE ONLY public.promises FORCE ROW LEVEL SECURITY;

CREATE TABLE public.push_answers (
    attempt_id uuid NOT NULL,
    client_id uuid NOT NULL,
    answer text NOT NULL
);

ALTER TABLE ONLY public.push_answers FORCE ROW LEVEL SECURITY;

CREATE TABLE public.push_attempts (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    push_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    ms integer NOT NULL,
    status integer,
    problem text DEFAULT ''::text NOT NULL
);

ALTER TABLE ONLY public.push_attempts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.pushes (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    lead_id uuid,
    user_id uuid,
    endpoint text NOT NULL,
    event text NOT NULL,
    message_id text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    failed_at timestamp with time zone,
    problem text DEFAULT ''::text NOT NULL,
    channel text DEFAULT 'mail'::text NOT NULL,
    endpoint_id uuid,
    device_id uuid,
    lane uuid NOT NULL,
    tries smallint DEFAULT 0 NOT NULL,
    next_at timestamp with time zone,
    about text DEFAULT ''::text NOT NULL,
    CONSTRAINT about_a_lead CHECK (((lead_id IS NOT NULL) OR (event = ANY (ARRAY['test'::text, 'disabled'::text])) OR ((event = 'handed_over'::text) AND (about <> ''::text)))),
    CONSTRAINT pushes_channel_check CHECK ((channel = ANY (ARRAY['mail'::text, 'webhook'::text, 'device'::text]))),
    CONSTRAINT pushes_event_check CHECK ((event = ANY (ARRAY['released'::text, 'reassigned'::text, 'repeat'::text, 'reminder'::text, 'nudge'::text, 'overdue'::text, 'answered'::text, 'handed_over'::text, 'test'::text, 'disabled'::text]))),
    CONSTRAINT settled_is_not_due CHECK (((next_at IS NULL) OR ((sent_at IS NULL) AND (failed_at IS NULL))))
);

ALTER TABLE ONLY public.pushes FORCE ROW LEVEL SECURITY;

CREATE TABLE public.reach_requests (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    lead_id uuid NOT NULL,
    user_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    owner_id uuid NOT NULL,
    owner_name text NOT NULL,
    due_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    settled_by uuid,
    answer text DEFAULT ''::text NOT NULL,
    words text DEFAULT ''::text NOT NULL,
    CONSTRAINT reach_requests_answer_check CHECK ((answer = ANY (ARRAY[''::text, 'reached'::text, 'back'::text, 'taken_over'::text, 'by_rep'::text]))),
    CONSTRAINT reach_requests_check CHECK (((settled_at IS NULL) = (answer = ''::text)))
);

ALTER TABLE ONLY public.reach_requests FORCE ROW LEVEL SECURITY;

CREATE TABLE public.referrals (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    from_inquiry_id uuid NOT NULL,
    inquiry_id uuid NOT NULL,
    person_id uuid NOT NULL,
    user_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    role text DEFAULT ''::text NOT NULL,
    CONSTRAINT referrals_role_check CHECK ((role = ANY (ARRAY[''::text, 'gatekeeper'::text, 'user'::text, 'decider'::text, 'payer'::text])))
);

ALTER TABLE ONLY public.referrals FORCE ROW LEVEL SECURITY;

CREATE TABLE public.rejected_rows (
    import_id uuid NOT NULL,
    client_id uuid NOT NULL,
    line integer NOT NULL,
    reason text NOT NULL,
    cells jsonb NOT NULL
);

ALTER TABLE ONLY public.rejected_rows FORCE ROW LEVEL SECURITY;

CREATE TABLE public.releases (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    inquiry_id uuid NOT NULL,
    cycle smallint NOT NULL,
    grading_id uuid NOT NULL,
    due_at timestamp with time zone NOT NULL,
    state text DEFAULT 'pending'::text NOT NULL,
    settled_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT releases_check CHECK (((state = 'pending'::text) = (settled_at IS NULL))),
    CONSTRAINT releases_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'released'::text, 'recalled'::text])))
);

ALTER TABLE ONLY public.releases FORCE ROW LEVEL SECURITY;

CREATE TABLE public.rep_words (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    lead_id uuid NOT NULL,
    user_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    heard_at timestamp with time zone
);

ALTER TABLE ONLY public.rep_words FORCE ROW LEVEL SECURITY;

CREATE TABLE public.report_links (
    key bytea NOT NULL,
    client_id uuid NOT NULL,
    lead_id uuid NOT NULL,
    user_id uuid NOT NULL,
    purpose text NOT NULL,
    letter_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT report_links_purpose_check CHECK ((purpose = ANY (ARRAY['accept'::text, 'reached'::text, 'message'::text, 'unreachable'::text])))
);

ALTER TABLE ONLY public.report_links FORCE ROW LEVEL SECURITY;

CREATE TABLE public.report_withdrawals (
    report_id uuid NOT NULL,
    client_id uuid NOT NULL,
    lead_id uuid NOT NULL,
    user_id uuid NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.report_withdrawals FORCE ROW LEVEL SECURITY;

CREATE TABLE public.returns (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    lead_id uuid NOT NULL,
    user_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    reason text NOT NULL,
    decide_by timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    decided_by uuid,
    upheld boolean,
    answer text DEFAULT ''::text NOT NULL,
    CONSTRAINT returns_check CHECK (((decided_at IS NULL) = (upheld IS NULL))),
    CONSTRAINT returns_reason_check CHECK ((reason <> ''::text))
);

ALTER TABLE ONLY public.returns FORCE ROW LEVEL SECURITY;

CREATE TABLE public.ripening_forecasts (
    client_id uuid NOT NULL,
    program_id uuid NOT NULL,
    week date NOT NULL,
    due integer NOT NULL,
    expected double precision NOT NULL,
    low double precision NOT NULL,
    high double precision NOT NULL
);

ALTER TABLE ONLY public.ripening_forecasts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.ripening_models (
    client_id uuid NOT NULL,
    version integer NOT NULL,
    fitted_at timestamp with time zone NOT NULL,
    n integer NOT NULL,
    model jsonb NOT NULL,
    learned integer[] NOT NULL,
    kept integer[] NOT NULL,
    CONSTRAINT ripening_models_kept_check CHECK ((cardinality(kept) = 2)),
    CONSTRAINT ripening_models_learned_check CHECK ((cardinality(learned) = 2)),
    CONSTRAINT ripening_models_version_check CHECK ((version > 0))
);

ALTER TABLE ONLY public.ripening_models FORCE ROW LEVEL SECURITY;

CREATE TABLE public.ripening_switches (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    program_id uuid NOT NULL,
    used boolean NOT NULL,
    user_id uuid NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.ripening_switches FORCE ROW LEVEL SECURITY;

CREATE TABLE public.rollup_marks (
    client_id uuid NOT NULL,
    source_id uuid NOT NULL,
    day date NOT NULL
);

ALTER TABLE ONLY public.rollup_marks FORCE ROW LEVEL SECURITY;

CREATE TABLE public.routings (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    version integer NOT NULL,
    state text NOT NULL,
    rules jsonb NOT NULL,
    created_by uuid,
    created_at timestamp with time zone NOT NULL,
    in_force_at timestamp with time zone,
    CONSTRAINT in_force_since CHECK (((state = 'draft'::text) = (in_force_at IS NULL))),
    CONSTRAINT routings_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'in_force'::text, 'retired'::text])))
);

ALTER TABLE ONLY public.routings FORCE ROW LEVEL SECURITY;

CREATE TABLE public.screened_numbers (
    key bytea NOT NULL,
    upload_id integer NOT NULL
);

ALTER TABLE ONLY public.screened_numbers FORCE ROW LEVEL SECURITY;

CREATE TABLE public.screening_lists (
    id uuid NOT NULL,
    client_id uuid,
    name text NOT NULL,
    register text NOT NULL,
    kind text NOT NULL,
    max_age_days integer,
    upload_id integer,
    created_at timestamp with time zone NOT NULL,
    removed_at timestamp with time zone,
    CONSTRAINT screening_lists_check CHECK (((upload_id IS NULL) = (removed_at IS NOT NULL))),
    CONSTRAINT screening_lists_kind_check CHECK ((kind = ANY (ARRAY['forbids'::text, 'consents'::text]))),
    CONSTRAINT screening_lists_max_age_days_check CHECK ((max_age_days > 0)),
    CONSTRAINT screening_lists_name_check CHECK ((name <> ''::text)),
    CONSTRAINT screening_lists_register_check CHECK ((register <> ''::text))
);

ALTER TABLE ONLY public.screening_lists FORCE ROW LEVEL SECURITY;

CREATE TABLE public.screening_uploads (
    id integer NOT NULL,
    list_id uuid NOT NULL,
    taken_on date NOT NULL,
    file_name text NOT NULL,
    rows bigint NOT NULL,
    numbers bigint NOT NULL,
    repeats bigint NOT NULL,
    rejected bigint NOT NULL,
    refused jsonb DEFAULT '[]'::jsonb NOT NULL,
    uploaded_by uuid,
    uploaded_at timestamp with time zone NOT NULL,
    CONSTRAINT screening_uploads_check CHECK ((rows = ((numbers + repeats) + rejected)))
);

ALTER TABLE ONLY public.screening_uploads FORCE ROW LEVEL SECURITY;

ALTER TABLE public.screening_uploads ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.screening_uploads_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.sessions (
    key bytea NOT NULL,
    user_id uuid,
    data bytea NOT NULL,
    agent text DEFAULT ''::text NOT NULL,
    address text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.sessions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.sign_in_failures (
    id uuid NOT NULL,
    key bytea NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.sign_in_failures FORCE ROW LEVEL SECURITY;

CREATE TABLE public.source_acts (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    source_id uuid NOT NULL,
    kind text NOT NULL,
    into_id uuid,
    was text DEFAULT ''::text NOT NULL,
    now text DEFAULT ''::text NOT NULL,
    user_id uuid,
    at timestamp with time zone NOT NULL,
    CONSTRAINT source_acts_check CHECK (((kind = 'rename'::text) = (into_id IS NULL))),
    CONSTRAINT source_acts_kind_check CHECK ((kind = ANY (ARRAY['rename'::text, 'merge'::text, 'separation'::text])))
);

ALTER TABLE ONLY public.source_acts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.source_days (
    client_id uuid NOT NULL,
    basis text NOT NULL,
    source_id uuid NOT NULL,
    program_id uuid NOT NULL,
    day date NOT NULL,
    inquiries integer NOT NULL,
    repeats integer NOT NULL,
    reached integer NOT NULL,
    a integer NOT NULL,
    b integer NOT NULL,
    c integer NOT NULL,
    d integer NOT NULL,
    ripened integer NOT NULL,
    leads integer NOT NULL,
    in_time integer NOT NULL,
    late integer NOT NULL,
    won integer NOT NULL,
    lost integer NOT NULL,
    no_decision integer NOT NULL,
    returned integer NOT NULL,
    CONSTRAINT source_days_basis_check CHECK ((basis = ANY (ARRAY['arrival'::text, 'event'::text])))
);

ALTER TABLE ONLY public.source_days FORCE ROW LEVEL SECURITY;

CREATE TABLE public.source_letters (
    client_id uuid NOT NULL,
    week_on date NOT NULL,
    user_id uuid NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.source_letters FORCE ROW LEVEL SECURITY;

CREATE TABLE public.source_sights (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    source_id uuid NOT NULL,
    named_on date NOT NULL,
    note text NOT NULL,
    user_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    takes_back uuid,
    CONSTRAINT source_sights_note_check CHECK ((length(note) <= 500))
);

ALTER TABLE ONLY public.source_sights FORCE ROW LEVEL SECURITY;

CREATE TABLE public.source_watches (
    client_id uuid NOT NULL,
    week_on date NOT NULL,
    made_at timestamp with time zone NOT NULL,
    content jsonb NOT NULL
);

ALTER TABLE ONLY public.source_watches FORCE ROW LEVEL SECURITY;

CREATE TABLE public.sources (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    program_id uuid,
    name text NOT NULL,
    medium text DEFAULT 'other'::text NOT NULL,
    audience text DEFAULT ''::text NOT NULL,
    form_key text NOT NULL,
    form_open boolean DEFAULT false NOT NULL,
    form_title text DEFAULT ''::text NOT NULL,
    form_intro text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    title text DEFAULT ''::text NOT NULL,
    merged_into uuid,
    counts_as uuid GENERATED ALWAYS AS (COALESCE(merged_into, id)) STORED,
    label text GENERATED ALWAYS AS (
CASE
    WHEN (title = ''::text) THEN name
    ELSE title
END) STORED,
    CONSTRAINT sources_check CHECK (((NOT form_open) OR (program_id IS NOT NULL))),
    CONSTRAINT sources_medium_check CHECK ((medium = ANY (ARRAY['web'::text, 'search'::text, 'email'::text, 'direct_mail'::text, 'trade_show'::text, 'seminar'::text, 'webinar'::text, 'print_ad'::text, 'directory'::text, 'telemarketing'::text, 'referral'::text, 'pr'::text, 'other'::text]))),
    CONSTRAINT sources_merge_into_another CHECK ((merged_into <> id))
);

ALTER TABLE ONLY public.sources FORCE ROW LEVEL SECURITY;

CREATE TABLE public.spend_acts (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    kind text NOT NULL,
    file text DEFAULT ''::text NOT NULL,
    undoes uuid,
    user_id uuid,
    at timestamp with time zone NOT NULL,
    CONSTRAINT spend_acts_check CHECK (((kind = 'undoing'::text) = (undoes IS NOT NULL))),
    CONSTRAINT spend_acts_kind_check CHECK ((kind = ANY (ARRAY['entry'::text, 'file'::text, 'removal'::text, 'undoing'::text])))
);

ALTER TABLE ONLY public.spend_acts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.spends (
    client_id uuid NOT NULL,
    source_id uuid NOT NULL,
    from_day date NOT NULL,
    amount numeric(14,2) NOT NULL,
    id uuid NOT NULL,
    to_day date NOT NULL,
    paid numeric(14,2) NOT NULL,
    currency text NOT NULL,
    rate numeric(20,10) NOT NULL,
    rate_on date,
    act_id uuid NOT NULL,
    ended_by uuid,
    CONSTRAINT spends_amount CHECK ((amount = round((paid * rate), 2))),
    CONSTRAINT spends_amount_check CHECK ((amount >= (0)::numeric)),
    CONSTRAINT spends_currency CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT spends_period CHECK ((from_day <= to_day)),
    CONSTRAINT spends_rate_check CHECK ((rate > (0)::numeric)),
    CONSTRAINT spends_rate_has_its_day CHECK (((rate_on IS NOT NULL) OR (rate = (1)::numeric)))
);

ALTER TABLE ONLY public.spends FORCE ROW LEVEL SECURITY;

CREATE VIEW public.spend_by_month WITH (security_invoker='true') AS
 SELECT p.client_id,
    s.counts_as AS source_id,
    (m.first)::date AS month,
    sum(public.spend_share(p.amount, p.from_day, p.to_day, (m.first)::date, (((m.first + '1 mon'::interval))::date - 1))) AS amount
   FROM ((public.spends p
     JOIN public.sources s ON (((s.id = p.source_id) AND (s.client_id = p.client_id))))
     CROSS JOIN LATERAL generate_series(date_trunc('month'::text, (p.from_day)::timestamp without time zone), (p.to_day)::timestamp without time zone, '1 mon'::interval) m(first))
  WHERE (p.ended_by IS NULL)
  GROUP BY p.client_id, s.counts_as, m.first;

CREATE TABLE public.statements (
    client_id uuid NOT NULL,
    week_on date NOT NULL,
    made_at timestamp with time zone NOT NULL,
    content jsonb NOT NULL,
    sent_at timestamp with time zone
);

ALTER TABLE ONLY public.statements FORCE ROW LEVEL SECURITY;

CREATE TABLE public.stay_kinds (
    stay_id uuid NOT NULL,
    client_id uuid NOT NULL,
    timeframe text NOT NULL,
    missing text NOT NULL,
    age text NOT NULL,
    plan_on date NOT NULL,
    model integer NOT NULL
);

ALTER TABLE ONLY public.stay_kinds FORCE ROW LEVEL SECURITY;

CREATE TABLE public.stays (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    program_id uuid NOT NULL,
    inquiry_id uuid NOT NULL,
    cycle smallint NOT NULL,
    class text NOT NULL,
    plan_version integer NOT NULL,
    since timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    how text NOT NULL,
    why text NOT NULL,
    ended_at timestamp with time zone,
    ended_as text DEFAULT ''::text NOT NULL,
    CONSTRAINT stays_check CHECK (((ended_at IS NULL) = (ended_as = ''::text))),
    CONSTRAINT stays_class_check CHECK ((class = ANY (ARRAY['requalification-B'::text, 'requalification-C'::text, 'unreached'::text]))),
    CONSTRAINT stays_ended_as_check CHECK ((ended_as = ANY (ARRAY[''::text, 'due'::text, 'early'::text, 'moved on'::text, 'taken back'::text]))),
    CONSTRAINT stays_how_check CHECK ((how = ANY (ARRAY['plan'::text, 'buyer'::text, 'learned'::text, 'kept'::text, 'lead'::text])))
);

ALTER TABLE ONLY public.stays FORCE ROW LEVEL SECURITY;

CREATE TABLE public.step_dots (
    client_id uuid NOT NULL,
    process_id uuid NOT NULL,
    stage smallint NOT NULL,
    expected double precision NOT NULL,
    ratio double precision NOT NULL
);

ALTER TABLE ONLY public.step_dots FORCE ROW LEVEL SECURITY;

CREATE TABLE public.step_figures (
    client_id uuid NOT NULL,
    process_id uuid NOT NULL,
    rep_id uuid NOT NULL,
    partner_id uuid,
    stage smallint NOT NULL,
    month date NOT NULL,
    product text NOT NULL,
    n integer NOT NULL,
    k integer NOT NULL,
    expected double precision NOT NULL,
    young integer NOT NULL,
    orders integer NOT NULL,
    worth double precision NOT NULL,
    squares double precision NOT NULL,
    CONSTRAINT step_figures_check CHECK ((k <= n)),
    CONSTRAINT step_figures_stage_check CHECK ((stage > 0))
);

ALTER TABLE ONLY public.step_figures FORCE ROW LEVEL SECURITY;

CREATE TABLE public.step_runs (
    client_id uuid NOT NULL,
    process_id uuid NOT NULL,
    counted_at timestamp with time zone NOT NULL,
    leads integer NOT NULL,
    alike uuid[] NOT NULL,
    horizons integer[] NOT NULL
);

ALTER TABLE ONLY public.step_runs FORCE ROW LEVEL SECURITY;

CREATE TABLE public.step_spreads (
    client_id uuid NOT NULL,
    process_id uuid NOT NULL,
    rep_id uuid NOT NULL,
    partner_id uuid,
    stage smallint NOT NULL,
    spread double precision NOT NULL,
    unsure double precision NOT NULL
);

ALTER TABLE ONLY public.step_spreads FORCE ROW LEVEL SECURITY;

CREATE TABLE public.submissions (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    source_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    fields jsonb NOT NULL,
    inquiry_id uuid,
    rejected text DEFAULT ''::text NOT NULL,
    accepted_at timestamp with time zone
);

ALTER TABLE ONLY public.submissions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.survey_answers (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    question_id uuid NOT NULL,
    bought text NOT NULL,
    month date,
    way text NOT NULL,
    user_id uuid,
    at timestamp with time zone NOT NULL,
    CONSTRAINT survey_answers_bought_check CHECK ((bought = ANY (ARRAY['us'::text, 'other'::text, 'no'::text]))),
    CONSTRAINT survey_answers_check CHECK (((bought <> 'no'::text) OR (month IS NULL))),
    CONSTRAINT survey_answers_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
    CONSTRAINT survey_answers_way_check CHECK ((way = ANY (ARRAY['link'::text, 'desk'::text, 'order'::text])))
);

ALTER TABLE ONLY public.survey_answers FORCE ROW LEVEL SECURITY;

CREATE TABLE public.survey_figures (
    client_id uuid NOT NULL,
    source_id uuid NOT NULL,
    measure text NOT NULL,
    asked integer NOT NULL,
    n integer NOT NULL,
    bought integer NOT NULL,
    us integer NOT NULL,
    unreported integer NOT NULL,
    w double precision NOT NULL,
    w_bought double precision NOT NULL,
    w_us double precision NOT NULL,
    w_squares double precision NOT NULL,
    CONSTRAINT survey_figures_measure_check CHECK ((measure = ANY (ARRAY['3'::text, '6'::text, '12'::text, 'within 6'::text, 'within 12'::text])))
);

ALTER TABLE ONLY public.survey_figures FORCE ROW LEVEL SECURITY;

CREATE TABLE public.survey_questions (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    program_id uuid NOT NULL,
    source_id uuid NOT NULL,
    inquiry_id uuid NOT NULL,
    came date NOT NULL,
    wave smallint NOT NULL,
    share numeric(4,3) NOT NULL,
    state text NOT NULL,
    why text DEFAULT ''::text NOT NULL,
    drawn_at timestamp with time zone NOT NULL,
    try_at timestamp with time zone NOT NULL,
    tries smallint DEFAULT 0 NOT NULL,
    asked_at timestamp with time zone,
    CONSTRAINT survey_questions_share_check CHECK (((share > (0)::numeric) AND (share <= (1)::numeric))),
    CONSTRAINT survey_questions_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'asked'::text, 'to_ask'::text, 'known'::text, 'answered'::text, 'left_out'::text]))),
    CONSTRAINT survey_questions_wave_check CHECK ((wave = ANY (ARRAY[3, 6, 12])))
);

ALTER TABLE ONLY public.survey_questions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.survey_shares (
    program_id uuid NOT NULL,
    client_id uuid NOT NULL,
    share numeric(4,3) NOT NULL,
    user_id uuid,
    at timestamp with time zone NOT NULL,
    CONSTRAINT survey_shares_share_check CHECK (((share >= (0)::numeric) AND (share <= (1)::numeric)))
);

ALTER TABLE ONLY public.survey_shares FORCE ROW LEVEL SECURITY;

CREATE TABLE public.survey_words (
    answer_id uuid NOT NULL,
    client_id uuid NOT NULL,
    whom text NOT NULL
);

ALTER TABLE ONLY public.survey_words FORCE ROW LEVEL SECURITY;

CREATE TABLE public.touches (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    stay_id uuid NOT NULL,
    inquiry_id uuid NOT NULL,
    plan_id uuid NOT NULL,
    n smallint NOT NULL,
    due_on date NOT NULL,
    try_at timestamp with time zone NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    tries smallint DEFAULT 0 NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    settled_at timestamp with time zone,
    clicked_at timestamp with time zone,
    CONSTRAINT touches_check CHECK (((state = 'waiting'::text) = (settled_at IS NULL))),
    CONSTRAINT touches_n_check CHECK ((n > 0)),
    CONSTRAINT touches_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'refused'::text, 'failed'::text, 'withdrawn'::text])))
);

ALTER TABLE ONLY public.touches FORCE ROW LEVEL SECURITY;

CREATE TABLE public.windows (
    id integer NOT NULL,
    key text NOT NULL
);

ALTER TABLE ONLY public.windows FORCE ROW LEVEL SECURITY;

ALTER TABLE public.windows ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.windows_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.withdrawals (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    inquiry_id uuid NOT NULL,
    attempt_id uuid NOT NULL,
    user_id uuid NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.withdrawals FORCE ROW LEVEL SECURITY;

ALTER TABLE ONLY public.acceptances
    ADD CONSTRAINT acceptances_pkey PRIMARY KEY (lead_id, user_id);

ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_client_id_key_key UNIQUE (client_id, key);

ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_pkey PRIMARY KEY (id, client_id);

ALTER TABLE public.do_not_call
    ADD CONSTRAINT agency_wide_by_hash CHECK (((client_id IS NOT NULL) OR (scope = ANY (ARRAY['number'::text, 'email'::text])))) NOT VALID;

ALTER TABLE ONLY public.answers
    ADD CONSTRAINT answers_pkey PRIMARY KEY (grading_id);

ALTER TABLE ONLY public.arrivals
    ADD CONSTRAINT arrivals_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.assignments
    ADD CONSTRAINT assignments_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.attempts
    ADD CONSTRAINT attempts_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.availabilities
    ADD CONSTRAINT availabilities_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.balance_days
    ADD CONSTRAINT balance_days_pkey PRIMARY KEY (client_id, seq);

ALTER TABLE ONLY public.balance_now
    ADD CONSTRAINT balance_now_pkey PRIMARY KEY (client_id);

ALTER TABLE ONLY public.balance_statements
    ADD CONSTRAINT balance_statements_pkey PRIMARY KEY (client_id, month);

ALTER TABLE ONLY public.barred_pairs
    ADD CONSTRAINT barred_pairs_pkey PRIMARY KEY (client_a, client_b);

ALTER TABLE ONLY public.board_acts
    ADD CONSTRAINT board_acts_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.call_costs
    ADD CONSTRAINT call_costs_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.claims
    ADD CONSTRAINT claims_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.clients
    ADD CONSTRAINT clients_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.clients
    ADD CONSTRAINT clients_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.close_outs
    ADD CONSTRAINT close_outs_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.closed_days
    ADD CONSTRAINT closed_days_pkey PRIMARY KEY (client_id, day);

ALTER TABLE ONLY public.coaching_effects
    ADD CONSTRAINT coaching_effects_pkey PRIMARY KEY (coaching_id, client_id);

ALTER TABLE ONLY public.coaching_words
    ADD CONSTRAINT coaching_words_pkey PRIMARY KEY (coaching_id, client_id);

ALTER TABLE ONLY public.coachings
    ADD CONSTRAINT coachings_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.consents
    ADD CONSTRAINT consents_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.contact_plans
    ADD CONSTRAINT contact_plans_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.contact_plans
    ADD CONSTRAINT contact_plans_program_id_class_version_key UNIQUE (program_id, class, version);

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.credentials
    ADD CONSTRAINT credentials_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY public.criteria
    ADD CONSTRAINT criteria_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.criteria
    ADD CONSTRAINT criteria_program_id_version_key UNIQUE (program_id, version);

ALTER TABLE public.programs
    ADD CONSTRAINT custom_hours_are_approved CHECK (((preset <> 'custom'::text) OR ((hours <> ''::text) AND (hours_approver <> ''::text)))) NOT VALID;

ALTER TABLE ONLY public.customer_runs
    ADD CONSTRAINT customer_runs_pkey PRIMARY KEY (client_id);

ALTER TABLE ONLY public.customer_scopes
    ADD CONSTRAINT customer_scopes_pkey PRIMARY KEY (client_id, scope);

ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_pkey PRIMARY KEY (client_id, scope, lead_id);

ALTER TABLE ONLY public.decision_days
    ADD CONSTRAINT decision_days_pkey PRIMARY KEY (client_id, source_id, day, program_id);

ALTER TABLE ONLY public.decisions
    ADD CONSTRAINT decisions_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.deeds
    ADD CONSTRAINT deeds_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.devices
    ADD CONSTRAINT devices_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.do_not_call
    ADD CONSTRAINT do_not_call_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT drafts_pkey PRIMARY KEY (inquiry_id);

ALTER TABLE ONLY public.draws
    ADD CONSTRAINT draws_pkey PRIMARY KEY (client_id, day, rule_id, rep_id);

ALTER TABLE ONLY public.endpoint_secrets
    ADD CONSTRAINT endpoint_secrets_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.endpoints
    ADD CONSTRAINT endpoints_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.feeds
    ADD CONSTRAINT feeds_key_key UNIQUE (key);

ALTER TABLE ONLY public.feeds
    ADD CONSTRAINT feeds_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.follow_up_acknowledgements
    ADD CONSTRAINT follow_up_acknowledgements_pkey PRIMARY KEY (policy_id, user_id);

ALTER TABLE ONLY public.follow_up_policies
    ADD CONSTRAINT follow_up_policies_client_id_version_key UNIQUE (client_id, version);

ALTER TABLE ONLY public.follow_up_policies
    ADD CONSTRAINT follow_up_policies_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.form_tokens
    ADD CONSTRAINT form_tokens_pkey PRIMARY KEY (token);

ALTER TABLE ONLY public.grade_days
    ADD CONSTRAINT grade_days_pkey PRIMARY KEY (client_id, basis, source_id, day, program_id, version);

ALTER TABLE ONLY public.gradings
    ADD CONSTRAINT gradings_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.handovers
    ADD CONSTRAINT handovers_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.holds
    ADD CONSTRAINT holds_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.import_chunks
    ADD CONSTRAINT import_chunks_pkey PRIMARY KEY (import_id, part);

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.inquiries
    ADD CONSTRAINT inquiries_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.lead_contacts
    ADD CONSTRAINT lead_contacts_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.lead_facts
    ADD CONSTRAINT lead_facts_pkey PRIMARY KEY (lead_id, client_id);

ALTER TABLE ONLY public.lead_reports
    ADD CONSTRAINT lead_reports_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.leads
    ADD CONSTRAINT leads_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.letters
    ADD CONSTRAINT letters_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.links
    ADD CONSTRAINT links_pkey PRIMARY KEY (key);

ALTER TABLE ONLY public.mail_bounces
    ADD CONSTRAINT mail_bounces_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.mails
    ADD CONSTRAINT mails_message_id_key UNIQUE (message_id);

ALTER TABLE ONLY public.mails
    ADD CONSTRAINT mails_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.market_acts
    ADD CONSTRAINT market_acts_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.market_years
    ADD CONSTRAINT market_years_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_pkey PRIMARY KEY (user_id, program_id);

ALTER TABLE ONLY public.milestones
    ADD CONSTRAINT milestones_pkey PRIMARY KEY (lead_id, step, at);

ALTER TABLE ONLY public.moves
    ADD CONSTRAINT moves_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.notes
    ADD CONSTRAINT notes_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.numbers
    ADD CONSTRAINT numbers_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.nurture_plans
    ADD CONSTRAINT nurture_plans_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.nurture_plans
    ADD CONSTRAINT nurture_plans_program_id_class_version_key UNIQUE (program_id, class, version);

ALTER TABLE ONLY public.leads
    ADD CONSTRAINT one_lead_per_inquiry_and_cycle UNIQUE (inquiry_id, cycle);

ALTER TABLE ONLY public.order_credits
    ADD CONSTRAINT order_credits_pkey PRIMARY KEY (order_id, inquiry_id, client_id);

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.organisation_notes
    ADD CONSTRAINT organisation_notes_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.organisations
    ADD CONSTRAINT organisations_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.partners
    ADD CONSTRAINT partners_client_id_name_key UNIQUE (client_id, name);

ALTER TABLE ONLY public.partners
    ADD CONSTRAINT partners_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.persons
    ADD CONSTRAINT persons_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.presences
    ADD CONSTRAINT presences_pkey PRIMARY KEY (page, client_id);

ALTER TABLE ONLY public.process_changes
    ADD CONSTRAINT process_changes_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.processes
    ADD CONSTRAINT processes_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.program_fees
    ADD CONSTRAINT program_fees_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.program_states
    ADD CONSTRAINT program_states_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.programs
    ADD CONSTRAINT programs_client_id_slug_key UNIQUE (client_id, slug);

ALTER TABLE ONLY public.programs
    ADD CONSTRAINT programs_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.promises
    ADD CONSTRAINT promises_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.push_answers
    ADD CONSTRAINT push_answers_pkey PRIMARY KEY (attempt_id, client_id);

ALTER TABLE ONLY public.push_attempts
    ADD CONSTRAINT push_attempts_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.pushes
    ADD CONSTRAINT pushes_message_id_key UNIQUE (message_id);

ALTER TABLE ONLY public.pushes
    ADD CONSTRAINT pushes_once UNIQUE (lead_id, endpoint, event, about);

ALTER TABLE ONLY public.pushes
    ADD CONSTRAINT pushes_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.reach_requests
    ADD CONSTRAINT reach_requests_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.referrals
    ADD CONSTRAINT referrals_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.rejected_rows
    ADD CONSTRAINT rejected_rows_pkey PRIMARY KEY (import_id, line);

ALTER TABLE ONLY public.releases
    ADD CONSTRAINT releases_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.rep_words
    ADD CONSTRAINT rep_words_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.report_links
    ADD CONSTRAINT report_links_pkey PRIMARY KEY (key);

ALTER TABLE ONLY public.report_withdrawals
    ADD CONSTRAINT report_withdrawals_pkey PRIMARY KEY (report_id, client_id);

ALTER TABLE ONLY public.returns
    ADD CONSTRAINT returns_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.ripening_forecasts
    ADD CONSTRAINT ripening_forecasts_pkey PRIMARY KEY (program_id, week, client_id);

ALTER TABLE ONLY public.ripening_models
    ADD CONSTRAINT ripening_models_pkey PRIMARY KEY (client_id, version);

ALTER TABLE ONLY public.ripening_switches
    ADD CONSTRAINT ripening_switches_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.routings
    ADD CONSTRAINT routings_client_id_version_key UNIQUE (client_id, version);

ALTER TABLE ONLY public.routings
    ADD CONSTRAINT routings_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.screened_numbers
    ADD CONSTRAINT screened_numbers_pkey PRIMARY KEY (key, upload_id);

ALTER TABLE ONLY public.screening_lists
    ADD CONSTRAINT screening_lists_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.screening_uploads
    ADD CONSTRAINT screening_uploads_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (key);

ALTER TABLE ONLY public.sign_in_failures
    ADD CONSTRAINT sign_in_failures_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.source_acts
    ADD CONSTRAINT source_acts_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.source_days
    ADD CONSTRAINT source_days_pkey PRIMARY KEY (client_id, basis, source_id, day, program_id);

ALTER TABLE ONLY public.source_letters
    ADD CONSTRAINT source_letters_pkey PRIMARY KEY (client_id, week_on, user_id);

ALTER TABLE ONLY public.source_sights
    ADD CONSTRAINT source_sights_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.source_watches
    ADD CONSTRAINT source_watches_pkey PRIMARY KEY (client_id, week_on);

ALTER TABLE ONLY public.sources
    ADD CONSTRAINT sources_client_id_name_key UNIQUE (client_id, name);

ALTER TABLE ONLY public.sources
    ADD CONSTRAINT sources_form_key_key UNIQUE (form_key);

ALTER TABLE ONLY public.sources
    ADD CONSTRAINT sources_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.spend_acts
    ADD CONSTRAINT spend_acts_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.spends
    ADD CONSTRAINT spends_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.statements
    ADD CONSTRAINT statements_pkey PRIMARY KEY (client_id, week_on);

ALTER TABLE ONLY public.stay_kinds
    ADD CONSTRAINT stay_kinds_pkey PRIMARY KEY (stay_id, client_id);

ALTER TABLE ONLY public.stays
    ADD CONSTRAINT stays_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.step_runs
    ADD CONSTRAINT step_runs_pkey PRIMARY KEY (client_id, process_id);

ALTER TABLE ONLY public.step_spreads
    ADD CONSTRAINT step_spreads_pkey PRIMARY KEY (client_id, process_id, rep_id, stage);

ALTER TABLE ONLY public.submissions
    ADD CONSTRAINT submissions_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.survey_answers
    ADD CONSTRAINT survey_answers_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.survey_figures
    ADD CONSTRAINT survey_figures_pkey PRIMARY KEY (client_id, source_id, measure);

ALTER TABLE ONLY public.survey_questions
    ADD CONSTRAINT survey_questions_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.survey_shares
    ADD CONSTRAINT survey_shares_pkey PRIMARY KEY (program_id, client_id);

ALTER TABLE ONLY public.survey_words
    ADD CONSTRAINT survey_words_pkey PRIMARY KEY (answer_id, client_id);

ALTER TABLE ONLY public.touches
    ADD CONSTRAINT touches_pkey PRIMARY KEY (id, client_id);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_id_client_id_key UNIQUE (id, client_id);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.windows
    ADD CONSTRAINT windows_key_key UNIQUE (key);

ALTER TABLE ONLY public.windows
    ADD CONSTRAINT windows_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.withdrawals
    ADD CONSTRAINT withdrawals_pkey PRIMARY KEY (id, client_id);

CREATE INDEX accounts_domain ON public.accounts USING btree (client_id, domain) WHERE (domain <> ''::text);

CREATE INDEX accounts_list ON public.accounts USING btree (client_id, name, id);

CREATE INDEX accounts_name_key ON public.accounts USING btree (client_id, name_key);

CREATE INDEX arrivals_client ON public.arrivals USING btree (client_id, kind);

CREATE UNIQUE INDEX arrivals_inquiry ON public.arrivals USING btree (inquiry_id) WHERE (inquiry_id IS NOT NULL);

CREATE INDEX arrivals_repeats ON public.arrivals USING btree (inquiry_id) WHERE (kind = 'repeat'::text);

CREATE UNIQUE INDEX arrivals_row ON public.arrivals USING btree (import_id, line) WHERE (import_id IS NOT NULL);

CREATE INDEX assignments_lead ON public.assignments USING btree (lead_id);

CREATE INDEX attempts_inquiry ON public.attempts USING btree (inquiry_id, at);

CREATE INDEX attempts_person ON public.attempts USING btree (person_id, at);

CREATE INDEX attempts_program ON public.attempts USING btree (program_id, at);

CREATE INDEX attempts_user ON public.attempts USING btree (user_id, at);

CREATE INDEX audit_client ON public.audit USING btree (client_id, at);

CREATE INDEX audit_newest ON public.audit USING btree (at DESC, id DESC);

CREATE INDEX availabilities_latest ON public.availabilities USING btree (user_id, at DESC, id DESC);

CREATE UNIQUE INDEX balance_days_once ON public.balance_days USING btree (client_id, day);

CREATE INDEX barred_pairs_b ON public.barred_pairs USING btree (client_b);

CREATE INDEX board_acts_newest ON public.board_acts USING btree (client_id, at DESC, id DESC);

CREATE UNIQUE INDEX board_acts_undone ON public.board_acts USING btree (undoes) WHERE (undoes IS NOT NULL);

CREATE INDEX call_costs_newest ON public.call_costs USING btree (client_id, at DESC, id DESC);

CREATE INDEX claims_lease ON public.claims USING btree (lease_until) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX claims_open_inquiry ON public.claims USING btree (inquiry_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX claims_open_number ON public.claims USING btree (number_key) WHERE ((ended_at IS NULL) AND (number_key IS NOT NULL));

CREATE UNIQUE INDEX claims_open_person ON public.claims USING btree (person_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX claims_open_user ON public.claims USING btree (user_id) WHERE ((ended_at IS NULL) AND (NOT reserved));

CREATE UNIQUE INDEX claims_reserved_user ON public.claims USING btree (user_id) WHERE ((ended_at IS NULL) AND reserved);

CREATE INDEX claims_share ON public.claims USING btree (at, client_id) INCLUDE (reserved, ended_at);

CREATE UNIQUE INDEX close_outs_once ON public.close_outs USING btree (lead_id);

CREATE INDEX coachings_rep ON public.coachings USING btree (client_id, process_id, rep_id);

CREATE UNIQUE INDEX coachings_taken_back_once ON public.coachings USING btree (takes_back, client_id) WHERE (takes_back IS NOT NULL);

CREATE INDEX cohort_decisions_came ON public.cohort_decisions USING btree (client_id, source_id, came);

CREATE INDEX cohort_events_came ON public.cohort_events USING btree (client_id, source_id, came);

CREATE INDEX consents_person ON public.consents USING btree (person_id, channel, purpose);

CREATE UNIQUE INDEX consents_standing ON public.consents USING btree (person_id, channel, purpose) WHERE (withdrawn_at IS NULL);

CREATE UNIQUE INDEX contact_plans_in_force ON public.contact_plans USING btree (program_id, class) WHERE (state = 'in_force'::text);

CREATE INDEX contacts_lead ON public.contacts USING btree (lead_id, at);

CREATE UNIQUE INDEX criteria_in_force ON public.criteria USING btree (program_id) WHERE (state = 'in_force'::text);

CREATE INDEX customer_marks_client ON public.customer_marks USING btree (client_id);

CREATE INDEX customers_latest ON public.customers USING btree (client_id, scope, last_on DESC, lead_id);

CREATE INDEX decisions_inquiry ON public.decisions USING btree (inquiry_id, at);

CREATE INDEX deeds_inquiry ON public.deeds USING btree (inquiry_id, at) WHERE (inquiry_id IS NOT NULL);

CREATE UNIQUE INDEX deeds_undone ON public.deeds USING btree (undoes) WHERE (undoes IS NOT NULL);

CREATE UNIQUE INDEX devices_once ON public.devices USING btree (user_id, url) WHERE (ended_at IS NULL);

CREATE INDEX do_not_call_about ON public.do_not_call USING btree (about) WHERE (about IS NOT NULL);

CREATE UNIQUE INDEX do_not_call_key ON public.do_not_call USING btree (key, scope, COALESCE(client_id, '00000000-0000-0000-0000-000000000000'::uuid)) WHERE (withdrawn_at IS NULL);

CREATE INDEX do_not_call_newest ON public.do_not_call USING btree (entered_at DESC, id DESC);

CREATE INDEX endpoint_secrets_endpoint ON public.endpoint_secrets USING btree (endpoint_id);

CREATE INDEX endpoints_client ON public.endpoints USING btree (client_id, made_at);

CREATE UNIQUE INDEX feeds_one ON public.feeds USING btree (user_id) WHERE (revoked_at IS NULL);

CREATE UNIQUE INDEX follow_up_policies_draft ON public.follow_up_policies USING btree (client_id) WHERE (state = 'draft'::text);

CREATE UNIQUE INDEX follow_up_policies_in_force ON public.follow_up_policies USING btree (client_id) WHERE (state = 'in_force'::text);

CREATE INDEX form_tokens_age ON public.form_tokens USING btree (at);

CREATE INDEX gradings_attempt ON public.gradings USING btree (attempt_id) WHERE (attempt_id IS NOT NULL);

CREATE INDEX gradings_inquiry ON public.gradings USING btree (inquiry_id, at);

CREATE INDEX gradings_user ON public.gradings USING btree (user_id, at);

CREATE INDEX handovers_at ON public.handovers USING btree (client_id, at DESC);

CREATE UNIQUE INDEX handovers_undone_once ON public.handovers USING btree (undoes) WHERE (undoes IS NOT NULL);

CREATE UNIQUE INDEX holds_inquiry ON public.holds USING btree (inquiry_id) WHERE ((inquiry_id IS NOT NULL) AND (ended_at IS NULL));

CREATE INDEX holds_open ON public.holds USING btree (client_id, until) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX holds_program ON public.holds USING btree (program_id) WHERE ((inquiry_id IS NULL) AND (ended_at IS NULL));

CREATE INDEX inquiries_day ON public.inquiries USING btree (client_id, source_id, received_on);

CREATE INDEX inquiries_decision ON public.inquiries USING btree (client_id, next_at) WHERE (state = 'decision'::text);

CREATE UNIQUE INDEX inquiries_external ON public.inquiries USING btree (client_id, source_id, external_id) WHERE ((external_id <> ''::text) AND (state <> 'undone'::text));

CREATE INDEX inquiries_hot ON public.inquiries USING btree (client_id, first_call_by) WHERE ((tier = 1) AND (state = ANY (ARRAY['ready'::text, 'scheduled'::text])));

CREATE INDEX inquiries_hurried ON public.inquiries USING btree (client_id) WHERE (priority >= ('1000000000'::numeric)::real);

CREATE INDEX inquiries_import ON public.inquiries USING btree (import_id) WHERE (import_id IS NOT NULL);

CREATE INDEX inquiries_list ON public.inquiries USING btree (client_id, received_at DESC, id DESC);

CREATE INDEX inquiries_nurtured ON public.inquiries USING btree (client_id, next_at) WHERE (state = 'nurtured'::text);

CREATE UNIQUE INDEX inquiries_one_live ON public.inquiries USING btree (program_id, person_id) WHERE (state <> ALL (ARRAY['released'::text, 'closed'::text, 'merged'::text, 'erased'::text, 'undone'::text]));

CREATE INDEX inquiries_order ON public.inquiries USING btree (program_id, tier, rank DESC, clock, id) WHERE ((state = 'ready'::text) AND (promised_to IS NULL));

CREATE INDEX inquiries_person ON public.inquiries USING btree (person_id);

CREATE INDEX inquiries_promised ON public.inquiries USING btree (promised_to, due_at) WHERE (promised_to IS NOT NULL);

CREATE INDEX inquiries_queue ON public.inquiries USING btree (program_id, window_id, tier, rank DESC, clock, id) WHERE ((state = 'ready'::text) AND (promised_to IS NULL));

CREATE INDEX inquiries_scheduled ON public.inquiries USING btree (client_id, due_at) WHERE (state = 'scheduled'::text);

CREATE INDEX inquiries_to_write ON public.inquiries USING btree (client_id, due_at) WHERE ((state = 'scheduled'::text) AND (channel = 'email'::text));

CREATE INDEX inquiries_undone ON public.inquiries USING btree (client_id, source_id, external_id) WHERE ((external_id <> ''::text) AND (state = 'undone'::text));

CREATE UNIQUE INDEX lead_contacts_inquired ON public.lead_contacts USING btree (lead_id) WHERE inquired;

CREATE INDEX lead_contacts_lead ON public.lead_contacts USING btree (lead_id);

CREATE INDEX lead_facts_came ON public.lead_facts USING btree (client_id, source_id, came);

CREATE INDEX lead_reports_lead ON public.lead_reports USING btree (lead_id, at);

CREATE INDEX leads_closed ON public.leads USING btree (client_id, closed_at DESC, id) WHERE (closed_at IS NOT NULL);

CREATE INDEX leads_open ON public.leads USING btree (client_id, next_at, id) WHERE (closed_at IS NULL);

CREATE INDEX leads_released ON public.leads USING btree (client_id, released_at, id);

CREATE INDEX leads_rep ON public.leads USING btree (client_id, rep_id, next_at, id) WHERE (closed_at IS NULL);

CREATE INDEX leads_rep_closed ON public.leads USING btree (client_id, rep_id, closed_at DESC, id) WHERE (closed_at IS NOT NULL);

CREATE INDEX leads_rep_released ON public.leads USING btree (client_id, rep_id, released_at);

CREATE INDEX leads_source ON public.leads USING btree (client_id, source_id, received_on);

CREATE UNIQUE INDEX letters_once ON public.letters USING btree (inquiry_id, cycle, kind, step) WHERE (state <> 'withdrawn'::text);

CREATE INDEX letters_waiting ON public.letters USING btree (client_id, due_at) WHERE (state = 'waiting'::text);

CREATE UNIQUE INDEX mail_bounces_address ON public.mail_bounces USING btree (client_id, mail_key);

CREATE INDEX mails_newest ON public.mails USING btree (at DESC, id DESC);

CREATE INDEX market_acts_newest ON public.market_acts USING btree (client_id, at DESC, id DESC);

CREATE UNIQUE INDEX market_acts_undone_once ON public.market_acts USING btree (undoes, client_id) WHERE (undoes IS NOT NULL);

CREATE INDEX market_years_act ON public.market_years USING btree (client_id, act_id);

CREATE INDEX market_years_newest ON public.market_years USING btree (client_id, year, lower(market), at DESC, id DESC);

CREATE INDEX memberships_program ON public.memberships USING btree (program_id);

CREATE INDEX moves_inquiry ON public.moves USING btree (inquiry_id, at);

CREATE INDEX notes_attempt ON public.notes USING btree (attempt_id) WHERE (attempt_id IS NOT NULL);

CREATE INDEX notes_inquiry ON public.notes USING btree (inquiry_id, at);

CREATE INDEX numbers_ending ON public.numbers USING btree (reverse(phone) text_pattern_ops);

CREATE UNIQUE INDEX numbers_organisation ON public.numbers USING btree (organisation_id, phone) WHERE (organisation_id IS NOT NULL);

CREATE UNIQUE INDEX numbers_person ON public.numbers USING btree (person_id, phone) WHERE (person_id IS NOT NULL);

CREATE INDEX numbers_phone ON public.numbers USING btree (phone text_pattern_ops);

CREATE UNIQUE INDEX nurture_plans_in_force ON public.nurture_plans USING btree (program_id, class) WHERE (state = 'in_force'::text);

CREATE INDEX order_credits_came ON public.order_credits USING btree (client_id, source_id, came) INCLUDE (program_id, ordered_on, first, last, even, worth, worth_even);

CREATE INDEX orders_lead ON public.orders USING btree (lead_id);

CREATE INDEX organisation_notes_at ON public.organisation_notes USING btree (organisation_id, at);

CREATE INDEX organisations_key ON public.organisations USING btree (client_id, name_key);

CREATE INDEX persons_address ON public.persons USING btree (client_id, address_key) WHERE (address_key <> ''::text);

CREATE INDEX persons_email ON public.persons USING btree (client_id, email_key) WHERE (email_key <> ''::text);

CREATE INDEX persons_ending ON public.persons USING btree (reverse(phone) text_pattern_ops) WHERE (phone <> ''::text);

CREATE INDEX persons_name ON public.persons USING btree (name_key text_pattern_ops) WHERE (name_key <> ''::text);

CREATE INDEX persons_number ON public.persons USING btree (phone text_pattern_ops) WHERE (phone <> ''::text);

CREATE INDEX persons_organisation ON public.persons USING btree (organisation_id) WHERE (organisation_id IS NOT NULL);

CREATE INDEX persons_phone ON public.persons USING btree (client_id, phone) WHERE (phone <> ''::text);

CREATE INDEX persons_surname ON public.persons USING btree (split_part(name_key, ' '::text, '-1'::integer) text_pattern_ops) WHERE (name_key <> ''::text);

CREATE INDEX presences_inquiry ON public.presences USING btree (inquiry_id, seen_at);

CREATE INDEX presences_user ON public.presences USING btree (user_id, seen_at);

CREATE INDEX process_changes_lead ON public.process_changes USING btree (lead_id);

CREATE UNIQUE INDEX processes_current ON public.processes USING btree (client_id, line_id) WHERE current;

CREATE INDEX program_fees_program ON public.program_fees USING btree (client_id, program_id, since DESC, at DESC, id DESC);

CREATE INDEX program_states_program ON public.program_states USING btree (program_id, at);

CREATE INDEX promises_due ON public.promises USING btree (client_id, due_at) WHERE (settled_at IS NULL);

CREATE INDEX promises_inquiry ON public.promises USING btree (inquiry_id, made_at);

CREATE INDEX promises_kept ON public.promises USING btree (user_id, settled_at) WHERE (state = 'kept'::text);

CREATE UNIQUE INDEX promises_owed ON public.promises USING btree (inquiry_id) WHERE (settled_at IS NULL);

CREATE INDEX promises_owed_by ON public.promises USING btree (user_id, due_at) WHERE (settled_at IS NULL);

CREATE INDEX push_attempts_push ON public.push_attempts USING btree (push_id, at);

CREATE INDEX pushes_endpoint ON public.pushes USING btree (endpoint_id, created_at DESC, id DESC) WHERE (channel = 'webhook'::text);

CREATE INDEX pushes_waiting ON public.pushes USING btree (lane, next_at) WHERE (next_at IS NOT NULL);

CREATE INDEX reach_requests_lead ON public.reach_requests USING btree (lead_id);

CREATE UNIQUE INDEX reach_requests_open ON public.reach_requests USING btree (lead_id) WHERE (settled_at IS NULL);

CREATE INDEX referrals_from ON public.referrals USING btree (from_inquiry_id, at);

CREATE INDEX referrals_person ON public.referrals USING btree (person_id);

CREATE INDEX releases_at ON public.releases USING btree (due_at) WHERE (state = 'pending'::text);

CREATE INDEX releases_due ON public.releases USING btree (client_id, due_at) WHERE (state = 'pending'::text);

CREATE UNIQUE INDEX releases_once ON public.releases USING btree (inquiry_id, cycle) WHERE (state <> 'recalled'::text);

CREATE INDEX rep_words_lead ON public.rep_words USING btree (lead_id, at);

CREATE INDEX report_links_letter ON public.report_links USING btree (letter_id);

CREATE INDEX report_withdrawals_lead ON public.report_withdrawals USING btree (lead_id);

CREATE INDEX returns_lead ON public.returns USING btree (lead_id);

CREATE UNIQUE INDEX returns_open ON public.returns USING btree (lead_id) WHERE (decided_at IS NULL);

CREATE INDEX ripening_forecasts_client ON public.ripening_forecasts USING btree (client_id, week);

CREATE INDEX ripening_switches_program ON public.ripening_switches USING btree (program_id, at);

CREATE INDEX rollup_marks_client ON public.rollup_marks USING btree (client_id);

CREATE UNIQUE INDEX routings_one ON public.routings USING btree (client_id, state) WHERE (state = ANY (ARRAY['draft'::text, 'in_force'::text]));

CREATE INDEX screened_numbers_upload ON public.screened_numbers USING btree (upload_id);

CREATE UNIQUE INDEX screening_lists_name ON public.screening_lists USING btree (name, COALESCE(client_id, '00000000-0000-0000-0000-000000000000'::uuid)) WHERE (removed_at IS NULL);

CREATE UNIQUE INDEX screening_lists_upload ON public.screening_lists USING btree (upload_id) WHERE (upload_id IS NOT NULL);

CREATE INDEX screening_uploads_list ON public.screening_uploads USING btree (list_id, id);

CREATE INDEX sessions_expiry ON public.sessions USING btree (expires_at);

CREATE INDEX sessions_user ON public.sessions USING btree (user_id) WHERE (user_id IS NOT NULL);

CREATE INDEX sign_in_failures_key ON public.sign_in_failures USING btree (key, at);

CREATE INDEX source_acts_source ON public.source_acts USING btree (client_id, source_id, at);

CREATE INDEX source_sights_newest ON public.source_sights USING btree (client_id, source_id, at DESC);

CREATE UNIQUE INDEX source_sights_taken_back_once ON public.source_sights USING btree (takes_back, client_id) WHERE (takes_back IS NOT NULL);

CREATE INDEX sources_counts_as ON public.sources USING btree (client_id, counts_as);

CREATE UNIQUE INDEX sources_title ON public.sources USING btree (client_id, title) WHERE (title <> ''::text);

CREATE INDEX spend_acts_newest ON public.spend_acts USING btree (client_id, at DESC, id DESC);

CREATE UNIQUE INDEX spend_acts_undone_once ON public.spend_acts USING btree (undoes, client_id) WHERE (undoes IS NOT NULL);

CREATE INDEX spends_act ON public.spends USING btree (client_id, act_id);

CREATE INDEX spends_ended ON public.spends USING btree (client_id, ended_by) WHERE (ended_by IS NOT NULL);

CREATE INDEX spends_standing ON public.spends USING btree (client_id, source_id, from_day) WHERE (ended_by IS NULL);

CREATE INDEX stays_due ON public.stays USING btree (client_id) WHERE (ended_as = 'due'::text);

CREATE INDEX stays_inquiry ON public.stays USING btree (inquiry_id, since);

CREATE UNIQUE INDEX stays_open ON public.stays USING btree (inquiry_id) WHERE (ended_at IS NULL);

CREATE INDEX step_dots_process ON public.step_dots USING btree (client_id, process_id);

CREATE INDEX step_figures_process ON public.step_figures USING btree (client_id, process_id, month);

CREATE INDEX submissions_waiting ON public.submissions USING btree (client_id) WHERE (accepted_at IS NULL);

CREATE UNIQUE INDEX survey_answers_once ON public.survey_answers USING btree (question_id, client_id);

CREATE UNIQUE INDEX survey_questions_once ON public.survey_questions USING btree (inquiry_id, wave);

CREATE INDEX survey_questions_to_ask ON public.survey_questions USING btree (client_id, drawn_at) WHERE (state = ANY (ARRAY['to_ask'::text, 'asked'::text]));

CREATE INDEX survey_questions_waiting ON public.survey_questions USING btree (client_id, try_at) WHERE (state = 'waiting'::text);

CREATE INDEX touches_inquiry ON public.touches USING btree (inquiry_id, due_on);

CREATE UNIQUE INDEX touches_once ON public.touches USING btree (stay_id, n);

CREATE INDEX touches_waiting ON public.touches USING btree (client_id, try_at) WHERE (state = 'waiting'::text);

CREATE UNIQUE INDEX users_email ON public.users USING btree (email) WHERE (email <> ''::text);

CREATE INDEX users_of_client ON public.users USING btree (client_id, role) WHERE (client_id IS NOT NULL);

CREATE UNIQUE INDEX users_reference ON public.users USING btree (reference) WHERE (reference IS NOT NULL);

CREATE UNIQUE INDEX withdrawals_attempt ON public.withdrawals USING btree (attempt_id);

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.acceptances FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.arrivals FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.assignments FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.attempts FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.audit FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.availabilities FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.balance_days FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.board_acts FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.call_costs FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.close_outs FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.coachings FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.decisions FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.deeds FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.follow_up_acknowledgements FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.gradings FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.handovers FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.lead_reports FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.market_acts FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.market_years FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.milestones FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.moves FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.orders FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.process_changes FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.program_fees FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.program_states FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.push_attempts FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.referrals FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.report_withdrawals FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.ripening_switches FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.source_acts FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.source_letters FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.source_sights FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.spend_acts FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.survey_answers FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON public.withdrawals FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.acceptances FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.arrivals FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.assignments FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.attempts FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.audit FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.availabilities FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.balance_days FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.board_acts FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.call_costs FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.close_outs FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.coachings FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.decisions FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.deeds FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.follow_up_acknowledgements FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.gradings FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.handovers FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.lead_reports FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.market_acts FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.market_years FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.milestones FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.moves FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.orders FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.process_changes FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.program_fees FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.program_states FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.push_attempts FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.referrals FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.report_withdrawals FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.ripening_switches FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.source_acts FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.source_letters FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.source_sights FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.spend_acts FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.survey_answers FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.withdrawals FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER barred BEFORE INSERT OR UPDATE ON public.memberships FOR EACH ROW EXECUTE FUNCTION public.refuse_barred_membership();

CREATE TRIGGER mark_customers AFTER INSERT ON public.orders REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION public.mark_customers();

CREATE TRIGGER refuse_overlap BEFORE INSERT OR UPDATE ON public.spends FOR EACH ROW EXECUTE FUNCTION public.refuse_overlapping_spend();

CREATE TRIGGER shared BEFORE INSERT OR UPDATE ON public.barred_pairs FOR EACH ROW EXECUTE FUNCTION public.refuse_shared_caller();

ALTER TABLE ONLY public.acceptances
    ADD CONSTRAINT acceptances_lead_id_client_id_fkey FOREIGN KEY (lead_id, client_id) REFERENCES public.leads(id, client_id);

ALTER TABLE ONLY public.acceptances
    ADD CONSTRAINT acceptances_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_rep_id_client_id_fkey FOREIGN KEY (rep_id, client_id) REFERENCES public.users(id, client_id);

ALTER TABLE ONLY public.answers
    ADD CONSTRAINT answers_grading_id_client_id_fkey FOREIGN KEY (grading_id, client_id) REFERENCES public.gradings(id, client_id);

ALTER TABLE ONLY public.arrivals
    ADD CONSTRAINT arrivals_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.arrivals
    ADD CONSTRAINT arrivals_inquiry_id_client_id_fkey FOREIGN KEY (inquiry_id, client_id) REFERENCES public.inquiries(id, client_id);

ALTER TABLE ONLY public.assignments
    ADD CONSTRAINT assignments_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.assignments
    ADD CONSTRAINT assignments_handover_id_client_id_fkey FOREIGN KEY (handover_id, client_id) REFERENCES public.handovers(id, client_id);

ALTER TABLE ONLY public.assignments
    ADD CONSTRAINT assignments_lead_id_client_id_fkey FOREIGN KEY (lead_id, client_id) REFERENCES public.leads(id, client_id);

ALTER TABLE ONLY public.assignments
    ADD CONSTRAINT assignments_rep_id_client_id_fkey FOREIGN KEY (rep_id, client_id) REFERENCES public.users(id, client_id);

ALTER TABLE ONLY public.attempts
    ADD CONSTRAINT attempts_claim_id_client_id_fkey FOREIGN KEY (claim_id, client_id) REFERENCES public.claims(id, client_id);

ALTER TABLE ONLY public.attempts
    ADD CONSTRAINT attempts_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.attempts
    ADD CONSTRAINT attempts_decision_id_client_id_fkey FOREIGN KEY (decision_id, client_id) REFERENCES public.decisions(id, client_id);

ALTER TABLE ONLY public.attempts
    ADD CONSTRAINT attempts_inquiry_id_client_id_fkey FOREIGN KEY (inquiry_id, client_id) REFERENCES public.inquiries(id, client_id);

ALTER TABLE ONLY public.attempts
    ADD CONSTRAINT attempts_person_id_client_id_fkey FOREIGN KEY (person_id, client_id) REFERENCES public.persons(id, client_id);

ALTER TABLE ONLY public.attempts
    ADD CONSTRAINT attempts_program_id_client_id_fkey FOREIGN KEY (program_id, client_id) REFERENCES public.programs(id, client_id);

ALTER TABLE ONLY public.attempts
    ADD CONSTRAINT attempts_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.availabilities
    ADD CONSTRAINT availabilities_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.balance_days
    ADD CONSTRAINT balance_days_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.balance_now
    ADD CONSTRAINT balance_now_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.balance_statements
    ADD CONSTRAINT balance_statements_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.barred_pairs
    ADD CONSTRAINT barred_pairs_client_a_fkey FOREIGN KEY (client_a) REFERENCES public.clients(id);

ALTER TABLE ONLY public.barred_pairs
    ADD CONSTRAINT barred_pairs_client_b_fkey FOREIGN KEY (client_b) REFERENCES public.clients(id);

ALTER TABLE ONLY public.barred_pairs
    ADD CONSTRAINT barred_pairs_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.board_acts
    ADD CONSTRAINT board_acts_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.board_acts
    ADD CONSTRAINT board_acts_undoes_client_id_fkey FOREIGN KEY (undoes, client_id) REFERENCES public.board_acts(id, client_id);

ALTER TABLE ONLY public.board_acts
    ADD CONSTRAINT board_acts_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.call_costs
    ADD CONSTRAINT call_costs_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.call_costs
    ADD CONSTRAINT call_costs_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.claims
    ADD CONSTRAINT claims_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.claims
    ADD CONSTRAINT claims_decision_id_client_id_fkey FOREIGN KEY (decision_id, client_id) REFERENCES public.decisions(id, client_id);

ALTER TABLE ONLY public.claims
    ADD CONSTRAINT claims_inquiry_id_client_id_fkey FOREIGN KEY (inquiry_id, client_id) REFERENCES public.inquiries(id, client_id);

ALTER TABLE ONLY public.claims
    ADD CONSTRAINT claims_person_id_client_id_fkey FOREIGN KEY (person_id, client_id) REFERENCES public.persons(id, client_id);

ALTER TABLE ONLY public.claims
    ADD CONSTRAINT claims_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.clients
    ADD CONSTRAINT clients_account_manager_id_fkey FOREIGN KEY (account_manager_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.close_outs
    ADD CONSTRAINT close_outs_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.close_outs
    ADD CONSTRAINT close_outs_lead_id_client_id_fkey FOREIGN KEY (lead_id, client_id) REFERENCES public.leads(id, client_id);

ALTER TABLE ONLY public.close_outs
    ADD CONSTRAINT close_outs_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.closed_days
    ADD CONSTRAINT closed_days_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.coaching_effects
    ADD CONSTRAINT coaching_effects_coaching_id_client_id_fkey FOREIGN KEY (coaching_id, client_id) REFERENCES public.coachings(id, client_id);

ALTER TABLE ONLY public.coaching_words
    ADD CONSTRAINT coaching_words_coaching_id_client_id_fkey FOREIGN KEY (coaching_id, client_id) REFERENCES public.coachings(id, client_id);

ALTER TABLE ONLY public.coachings
    ADD CONSTRAINT coachings_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.coachings
    ADD CONSTRAINT coachings_partner_id_client_id_fkey FOREIGN KEY (partner_id, client_id) REFERENCES public.partners(id, client_id);

ALTER TABLE ONLY public.coachings
    ADD CONSTRAINT coachings_process_id_client_id_fkey FOREIGN KEY (process_id, client_id) REFERENCES public.processes(id, client_id);

ALTER TABLE ONLY public.coachings
    ADD CONSTRAINT coachings_rep_id_client_id_fkey FOREIGN KEY (rep_id, client_id) REFERENCES public.users(id, client_id);

ALTER TABLE ONLY public.coachings
    ADD CONSTRAINT coachings_takes_back_client_id_fkey FOREIGN KEY (takes_back, client_id) REFERENCES public.coachings(id, client_id);

ALTER TABLE ONLY public.coachings
    ADD CONSTRAINT coachings_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.consents
    ADD CONSTRAINT consents_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.consents
    ADD CONSTRAINT consents_person_id_client_id_fkey FOREIGN KEY (person_id, client_id) REFERENCES public.persons(id, client_id);

ALTER TABLE ONLY public.contact_plans
    ADD CONSTRAINT contact_plans_program_id_client_id_fkey FOREIGN KEY (program_id, client_id) REFERENCES public.programs(id, client_id);

ALTER TABLE ONLY public.contact_plans
    ADD CONSTRAINT contact_plans_published_by_fkey FOREIGN KEY (published_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_lead_id_client_id_fkey FOREIGN KEY (lead_id, client_id) REFERENCES public.leads(id, client_id);

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_whom_id_client_id_fkey FOREIGN KEY (whom_id, client_id) REFERENCES public.lead_contacts(id, client_id);

ALTER TABLE ONLY public.credentials
    ADD CONSTRAINT credentials_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.criteria
    ADD CONSTRAINT criteria_program_id_client_id_fkey FOREIGN KEY (program_id, client_id) REFERENCES public.programs(id, client_id);

ALTER TABLE ONLY public.customer_marks
    ADD CONSTRAINT customer_marks_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.customer_runs
    ADD CONSTRAINT customer_runs_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.customer_scopes
    ADD CONSTRAINT customer_scopes_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_lead_id_client_id_fkey FOREIGN KEY (lead_id, client_id) REFERENCES public.leads(id, client_id);

ALTER TABLE ONLY public.decisions
    ADD CONSTRAINT decisions_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.decisions
    ADD CONSTRAINT decisions_inquiry_id_client_id_fkey FOREIGN KEY (inquiry_id, client_id) REFERENCES public.inquiries(id, client_id);

ALTER TABLE ONLY public.deeds
    ADD CONSTRAINT deeds_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.deeds
    ADD CONSTRAINT deeds_inquiry_id_client_id_fkey FOREIGN KEY (inquiry_id, client_id) REFERENCES public.inquiries(id, client_id);

ALTER TABLE ONLY public.deeds
    ADD CONSTRAINT deeds_program_id_client_id_fkey FOREIGN KEY (program_id, client_id) REFERENCES public.programs(id, client_id);

ALTER TABLE ONLY public.deeds
    ADD CONSTRAINT deeds_undoes_client_id_fkey FOREIGN KEY (undoes, client_id) REFERENCES public.deeds(id, client_id);

ALTER TABLE ONLY public.deeds
    ADD CONSTRAINT deeds_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.devices
    ADD CONSTRAINT devices_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.devices
    ADD CONSTRAINT devices_user_id_client_id_fkey FOREIGN KEY (user_id, client_id) REFERENCES public.users(id, client_id);

ALTER TABLE ONLY public.do_not_call
    ADD CONSTRAINT do_not_call_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT drafts_inquiry_id_client_id_fkey FOREIGN KEY (inquiry_id, client_id) REFERENCES public.inquiries(id, client_id);

ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT drafts_updated_by_fkey FOREIGN KEY (updated_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.draws
    ADD CONSTRAINT draws_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.draws
    ADD CONSTRAINT draws_rep_id_client_id_fkey FOREIGN KEY (rep_id, client_id) REFERENCES public.users(id, client_id);

ALTER TABLE ONLY public.endpoint_secrets
    ADD CONSTRAINT endpoint_secrets_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.endpoint_secrets
    ADD CONSTRAINT endpoint_secrets_endpoint_id_client_id_fkey FOREIGN KEY (endpoint_id, client_id) REFERENCES public.endpoints(id, client_id);

ALTER TABLE ONLY public.endpoints
    ADD CONSTRAINT endpoints_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.endpoints
    ADD CONSTRAINT endpoints_made_by_fkey FOREIGN KEY (made_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.feeds
    ADD CONSTRAINT feeds_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.feeds
    ADD CONSTRAINT feeds_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.follow_up_acknowledgements
    ADD CONSTRAINT follow_up_acknowledgements_policy_id_client_id_fkey FOREIGN KEY (policy_id, client_id) REFERENCES public.follow_up_policies(id, client_id);

ALTER TABLE ONLY public.follow_up_acknowledgements
    ADD CONSTRAINT follow_up_acknowledgements_user_id_client_id_fkey FOREIGN KEY (user_id, client_id) REFERENCES public.users(id, client_id);

ALTER TABLE ONLY public.follow_up_policies
    ADD CONSTRAINT follow_up_policies_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.follow_up_policies
    ADD CONSTRAINT follow_up_policies_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.gradings
    ADD CONSTRAINT gradings_attempt_id_client_id_fkey FOREIGN KEY (attempt_id, client_id) REFERENCES public.attempts(id, client_id);

ALTER TABLE ONLY public.gradings
    ADD CONSTRAINT gradings_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.gradings
    ADD CONSTRAINT gradings_criteria_id_client_id_fkey FOREIGN KEY (criteria_id, client_id) REFERENCES public.criteria(id, client_id);

ALTER TABLE ONLY public.gradings
    ADD CONSTRAINT gradings_inquiry_id_client_id_fkey FOREIGN KEY (inquiry_id, client_id) REFERENCES public.inquiries(id, client_id);

ALTER TABLE ONLY public.gradings
    ADD CONSTRAINT gradings_program_id_client_id_fkey FOREIGN KEY (program_id, client_id) REFERENCES public.programs(id, client_id);

ALTER TABLE ONLY public.gradings
    ADD CONSTRAINT gradings_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.handovers
    ADD CONSTRAINT handovers_by_id_fkey FOREIGN KEY (by_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.handovers
    ADD CONSTRAINT handovers_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.handovers
    ADD CONSTRAINT handovers_from_id_client_id_fkey FOREIGN KEY (from_id, client_id) REFERENCES public.users(id, client_id);

ALTER TABLE ONLY public.handovers
    ADD CONSTRAINT handovers_partner_id_client_id_fkey FOREIGN KEY (partner_id, client_id) REFERENCES public.partners(id, client_id);

ALTER TABLE ONLY public.handovers
    ADD CONSTRAINT handovers_to_id_client_id_fkey FOREIGN KEY (to_id, client_id) REFERENCES public.users(id, client_id);

ALTER TABLE ONLY public.handovers
    ADD CONSTRAINT handovers_undoes_client_id_fkey FOREIGN KEY (undoes, client_id) REFERENCES public.handovers(id, client_id);

ALTER TABLE ONLY public.holds
    ADD CONSTRAINT holds_id_client_id_fkey FOREIGN KEY (id, client_id) REFERENCES public.deeds(id, client_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.holds
    ADD CONSTRAINT holds_inquiry_id_client_id_fkey FOREIGN KEY (inquiry_id, client_id) REFERENCES public.inquiries(id, client_id);

ALTER TABLE ONLY public.holds
    ADD CONSTRAINT holds_program_id_client_id_fkey FOREIGN KEY (program_id, client_id) REFERENCES public.programs(id, client_id);

ALTER TABLE ONLY public.import_chunks
    ADD CONSTRAINT import_chunks_import_id_client_id_fkey FOREIGN KEY (import_id, client_id) REFERENCES public.imports(id, client_id);

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_program_id_client_id_fkey FOREIGN KEY (program_id, client_id) REFERENCES public.programs(id, client_id);

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_started_by_fkey FOREIGN KEY (started_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.inquiries
    ADD CONSTRAINT inquiries_import_id_client_id_fkey FOREIGN KEY (import_id, client_id) REFERENCES public.imports(id, client_id);

ALTER TABLE ONLY public.inquiries
    ADD CONSTRAINT inquiries_merged_into_client_id_fkey FOREIGN KEY (merged_into, client_id) REFERENCES public.inquiries(id, client_id);

ALTER TABLE ONLY public.inquiries
    ADD CONSTRAINT inquiries_person_id_client_id_fkey FOREIGN KEY (person_id, client_id) REFERENCES public.persons(id, client_id);

ALTER TABLE ONLY public.inquiries
    ADD CONSTRAINT inquiries_program_id_client_id_fkey FOREIGN KEY (program_id, client_id) REFERENCES public.programs(id, client_id);

ALTER TABLE ONLY public.inquiries
    ADD CONSTRAINT inquiries_promised_to_fkey FOREIGN KEY (promised_to) REFERENCES public.users(id);

ALTER TABLE ONLY public.inquiries
    ADD CONSTRAINT inquiries_source_id_client_id_fkey FOREIGN KEY (source_id, client_id) REFERENCES public.sources(id, client_id);

ALTER TABLE ONLY public.inquiries
    ADD CONSTRAINT inquiries_window_id_fkey FOREIGN KEY (window_id) REFERENCES public.windows(id);

ALTER TABLE ONLY public.lead_contacts
    ADD CONSTRAINT lead_contacts_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.lead_contacts
    ADD CONSTRAINT lead_contacts_lead_id_client_id_fkey FOREIGN KEY (lead_id, client_id) REFERENCES public.leads(id, client_id);

ALTER TABLE ONLY public.lead_contacts
    ADD CONSTRAINT lead_contacts_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.lead_reports
    ADD CONSTRAINT lead_reports_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.lead_reports
    ADD CONSTRAINT lead_reports_lead_id_client_id_fkey FOREIGN KEY (lead_id, client_id) REFERENCES public.leads(id, client_id);

ALTER TABLE ONLY public.lead_reports
    ADD CONSTRAINT lead_reports_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.leads
    ADD CONSTRAINT leads_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.leads
    ADD CONSTRAINT leads_inquiry_id_client_id_fkey FOREIGN KEY (inquiry_id, client_id) REFERENCES public.inquiries(id, client_id);

ALTER TABLE ONLY public.leads
    ADD CONSTRAINT leads_partner_id_client_id_fkey FOREIGN KEY (partner_id, client_id) REFERENCES public.partners(id, client_id);

ALTER TABLE ONLY public.leads
    ADD CONSTRAINT leads_process_id_client_id_fkey FOREIGN KEY (process_id, client_id) REFERENCES public.processes(id, client_id);

ALTER TABLE ONLY public.leads
    ADD CONSTRAINT leads_program_id_client_id_fkey FOREIGN KEY (program_id, client_id) REFERENCES public.programs(id, client_id);

ALTER TABLE ONLY public.leads
    ADD CONSTRAINT leads_rep_id_client_id_fkey FOREIGN KEY (rep_id, client_id) REFERENCES public.users(id, client_id);

ALTER TABLE ONLY public.leads
    ADD CONSTRAINT leads_source_id_client_id_fkey FOREIGN KEY (source_id, client_id) REFERENCES public.sources(id, client_id);

ALTER TABLE ONLY public.letters
    ADD CONSTRAINT letters_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.letters
    ADD CONSTRAINT letters_inquiry_id_client_id_fkey FOREIGN KEY (inquiry_id, client_id) REFERENCES public.inquiries(id, client_id);

ALTER TABLE ONLY public.links
    ADD CONSTRAINT links_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.mail_bounces
    ADD CONSTRAINT mail_bounces_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.mail_bounces
    ADD CONSTRAINT mail_bounces_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.mails
    ADD CONSTRAINT mails_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.market_acts
    ADD CONSTRAINT market_acts_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.market_acts
    ADD CONSTRAINT market_acts_undoes_client_id_fkey FOREIGN KEY (undoes, client_id) REFERENCES public.market_acts(id, client_id);

ALTER TABLE ONLY public.market_acts
    ADD CONSTRAINT market_acts_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.market_years
    ADD CONSTRAINT market_years_act_id_client_id_fkey FOREIGN KEY (act_id, client_id) REFERENCES public.market_acts(id, client_id);

ALTER TABLE ONLY public.market_years
    ADD CONSTRAINT market_years_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.market_years
    ADD CONSTRAINT market_years_program_id_client_id_fkey FOREIGN KEY (program_id, client_id) REFERENCES public.programs(id, client_id);

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_program_id_client_id_fkey FOREIGN KEY (program_id, client_id) REFERENCES public.programs(id, client_id);

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.milestones
    ADD CONSTRAINT milestones_lead_id_client_id_fkey FOREIGN KEY (lead_id, client_id) REFERENCES public.leads(id, client_id);

ALTER TABLE ONLY public.milestones
    ADD CONSTRAINT milestones_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.moves
    ADD CONSTRAINT moves_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.moves
    ADD CONSTRAINT moves_inquiry_id_client_id_fkey FOREIGN KEY (inquiry_id, client_id) REFERENCES public.inquiries(id, client_id);

ALTER TABLE ONLY public.notes
    ADD CONSTRAINT notes_attempt_id_client_id_fkey FOREIGN KEY (attempt_id, client_id) REFERENCES public.attempts(id, client_id);

ALTER TABLE ONLY public.notes
    ADD CONSTRAINT notes_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.notes
    ADD CONSTRAINT notes_inquiry_id_client_id_fkey FOREIGN KEY (inquiry_id, client_id) REFERENCES public.inquiries(id, client_id);

ALTER TABLE ONLY public.notes
    ADD CONSTRAINT notes_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.numbers
    ADD CONSTRAINT numbers_added_by_fkey FOREIGN KEY (added_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.numbers
    ADD CONSTRAINT numbers_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.numbers
    ADD CONSTRAINT numbers_organisation_id_client_id_fkey FOREIGN KEY (organisation_id, client_id) REFERENCES public.organisations(id, client_id);

ALTER TABLE ONLY public.numbers
    ADD CONSTRAINT numbers_person_id_client_id_fkey FOREIGN KEY (person_id, client_id) REFERENCES public.persons(id, client_id);

ALTER TABLE ONLY public.nurture_plans
    ADD CONSTRAINT nurture_plans_program_id_client_id_fkey FOREIGN KEY (program_id, client_id) REFERENCES public.programs(id, client_id);

ALTER TABLE ONLY public.nurture_plans
    ADD CONSTRAINT nurture_plans_published_by_fkey FOREIGN KEY (published_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_lead_id_client_id_fkey FOREIGN KEY (lead_id, client_id) REFERENCES public.leads(id, client_id);

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.organisation_notes
    ADD CONSTRAINT organisation_notes_attempt_id_client_id_fkey FOREIGN KEY (attempt_id, client_id) REFERENCES public.attempts(id, client_id);

ALTER TABLE ONLY public.organisation_notes
    ADD CONSTRAINT organisation_notes_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.organisation_notes
    ADD CONSTRAINT organisation_notes_organisation_id_client_id_fkey FOREIGN KEY (organisation_id, client_id) REFERENCES public.organisations(id, client_id);

ALTER TABLE ONLY public.organisation_notes
    ADD CONSTRAINT organisation_notes_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.organisations
    ADD CONSTRAINT organisations_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.partners
    ADD CONSTRAINT partners_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.persons
    ADD CONSTRAINT persons_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.persons
    ADD CONSTRAINT persons_organisation_id_client_id_fkey FOREIGN KEY (organisation_id, client_id) REFERENCES public.organisations(id, client_id);

ALTER TABLE ONLY public.presences
    ADD CONSTRAINT presences_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.presences
    ADD CONSTRAINT presences_inquiry_id_client_id_fkey FOREIGN KEY (inquiry_id, client_id) REFERENCES public.inquiries(id, client_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.presences
    ADD CONSTRAINT presences_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.process_changes
    ADD CONSTRAINT process_changes_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.process_changes
    ADD CONSTRAINT process_changes_from_id_client_id_fkey FOREIGN KEY (from_id, client_id) REFERENCES public.processes(id, client_id);

ALTER TABLE ONLY public.process_changes
    ADD CONSTRAINT process_changes_lead_id_client_id_fkey FOREIGN KEY (lead_id, client_id) REFERENCES public.leads(id, client_id);

ALTER TABLE ONLY public.process_changes
    ADD CONSTRAINT process_changes_to_id_client_id_fkey FOREIGN KEY (to_id, client_id) REFERENCES public.processes(id, client_id);

ALTER TABLE ONLY public.process_changes
    ADD CONSTRAINT process_changes_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.processes
    ADD CONSTRAINT processes_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.program_fees
    ADD CONSTRAINT program_fees_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.program_fees
    ADD CONSTRAINT program_fees_program_id_client_id_fkey FOREIGN KEY (program_id, client_id) REFERENCES public.programs(id, client_id);

ALTER TABLE ONLY public.program_fees
    ADD CONSTRAINT program_fees_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.program_states
    ADD CONSTRAINT program_states_by_id_fkey FOREIGN KEY (by_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.program_states
    ADD CONSTRAINT program_states_program_id_client_id_fkey FOREIGN KEY (program_id, client_id) REFERENCES public.programs(id, client_id);

ALTER TABLE ONLY public.programs
    ADD CONSTRAINT programs_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.programs
    ADD CONSTRAINT programs_supervisor_id_fkey FOREIGN KEY (supervisor_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.promises
    ADD CONSTRAINT promises_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.promises
    ADD CONSTRAINT promises_inquiry_id_client_id_fkey FOREIGN KEY (inquiry_id, client_id) REFERENCES public.inquiries(id, client_id);

ALTER TABLE ONLY public.promises
    ADD CONSTRAINT promises_made_by_fkey FOREIGN KEY (made_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.promises
    ADD CONSTRAINT promises_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.push_answers
    ADD CONSTRAINT push_answers_attempt_id_client_id_fkey FOREIGN KEY (attempt_id, client_id) REFERENCES public.push_attempts(id, client_id);

ALTER TABLE ONLY public.push_answers
    ADD CONSTRAINT push_answers_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.push_attempts
    ADD CONSTRAINT push_attempts_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.push_attempts
    ADD CONSTRAINT push_attempts_push_id_client_id_fkey FOREIGN KEY (push_id, client_id) REFERENCES public.pushes(id, client_id);

ALTER TABLE ONLY public.pushes
    ADD CONSTRAINT pushes_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.pushes
    ADD CONSTRAINT pushes_device_id_client_id_fkey FOREIGN KEY (device_id, client_id) REFERENCES public.devices(id, client_id);

ALTER TABLE ONLY public.pushes
    ADD CONSTRAINT pushes_endpoint_id_client_id_fkey FOREIGN KEY (endpoint_id, client_id) REFERENCES public.endpoints(id, client_id);

ALTER TABLE ONLY public.pushes
    ADD CONSTRAINT pushes_lead_id_client_id_fkey FOREIGN KEY (lead_id, client_id) REFERENCES public.leads(id, client_id);

ALTER TABLE ONLY public.pushes
    ADD CONSTRAINT pushes_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.reach_requests
    ADD CONSTRAINT reach_requests_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.reach_requests
    ADD CONSTRAINT reach_requests_lead_id_client_id_fkey FOREIGN KEY (lead_id, client_id) REFERENCES public.leads(id, client_id);

ALTER TABLE ONLY public.reach_requests
    ADD CONSTRAINT reach_requests_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.reach_requests
    ADD CONSTRAINT reach_requests_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.reach_requests
    ADD CONSTRAINT reach_requests_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.referrals
    ADD CONSTRAINT referrals_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.referrals
    ADD CONSTRAINT referrals_from_inquiry_id_client_id_fkey FOREIGN KEY (from_inquiry_id, client_id) REFERENCES public.inquiries(id, client_id);

ALTER TABLE ONLY public.referrals
    ADD CONSTRAINT referrals_inquiry_id_client_id_fkey FOREIGN KEY (inquiry_id, client_id) REFERENCES public.inquiries(id, client_id);

ALTER TABLE ONLY public.referrals
    ADD CONSTRAINT referrals_person_id_client_id_fkey FOREIGN KEY (person_id, client_id) REFERENCES public.persons(id, client_id);

ALTER TABLE ONLY public.referrals
    ADD CONSTRAINT referrals_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.rejected_rows
    ADD CONSTRAINT rejected_rows_import_id_client_id_fkey FOREIGN KEY (import_id, client_id) REFERENCES public.imports(id, client_id);

ALTER TABLE ONLY public.releases
    ADD CONSTRAINT releases_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.releases
    ADD CONSTRAINT releases_grading_id_client_id_fkey FOREIGN KEY (grading_id, client_id) REFERENCES public.gradings(id, client_id);

ALTER TABLE ONLY public.releases
    ADD CONSTRAINT releases_inquiry_id_client_id_fkey FOREIGN KEY (inquiry_id, client_id) REFERENCES public.inquiries(id, client_id);

ALTER TABLE ONLY public.rep_words
    ADD CONSTRAINT rep_words_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.rep_words
    ADD CONSTRAINT rep_words_lead_id_client_id_fkey FOREIGN KEY (lead_id, client_id) REFERENCES public.leads(id, client_id);

ALTER TABLE ONLY public.rep_words
    ADD CONSTRAINT rep_words_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.report_links
    ADD CONSTRAINT report_links_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.report_links
    ADD CONSTRAINT report_links_lead_id_client_id_fkey FOREIGN KEY (lead_id, client_id) REFERENCES public.leads(id, client_id);

ALTER TABLE ONLY public.report_links
    ADD CONSTRAINT report_links_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.report_withdrawals
    ADD CONSTRAINT report_withdrawals_lead_id_client_id_fkey FOREIGN KEY (lead_id, client_id) REFERENCES public.leads(id, client_id);

ALTER TABLE ONLY public.report_withdrawals
    ADD CONSTRAINT report_withdrawals_report_id_client_id_fkey FOREIGN KEY (report_id, client_id) REFERENCES public.lead_reports(id, client_id);

ALTER TABLE ONLY public.report_withdrawals
    ADD CONSTRAINT report_withdrawals_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.returns
    ADD CONSTRAINT returns_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.returns
    ADD CONSTRAINT returns_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.returns
    ADD CONSTRAINT returns_lead_id_client_id_fkey FOREIGN KEY (lead_id, client_id) REFERENCES public.leads(id, client_id);

ALTER TABLE ONLY public.returns
    ADD CONSTRAINT returns_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.ripening_forecasts
    ADD CONSTRAINT ripening_forecasts_program_id_client_id_fkey FOREIGN KEY (program_id, client_id) REFERENCES public.programs(id, client_id);

ALTER TABLE ONLY public.ripening_models
    ADD CONSTRAINT ripening_models_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.ripening_switches
    ADD CONSTRAINT ripening_switches_program_id_client_id_fkey FOREIGN KEY (program_id, client_id) REFERENCES public.programs(id, client_id);

ALTER TABLE ONLY public.ripening_switches
    ADD CONSTRAINT ripening_switches_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.rollup_marks
    ADD CONSTRAINT rollup_marks_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.routings
    ADD CONSTRAINT routings_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.routings
    ADD CONSTRAINT routings_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.users(id);

ALTER TABLE ONLY public.screening_lists
    ADD CONSTRAINT screening_lists_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.screening_uploads
    ADD CONSTRAINT screening_uploads_list_id_fkey FOREIGN KEY (list_id) REFERENCES public.screening_lists(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.source_acts
    ADD CONSTRAINT source_acts_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.source_acts
    ADD CONSTRAINT source_acts_into_id_client_id_fkey FOREIGN KEY (into_id, client_id) REFERENCES public.sources(id, client_id);

ALTER TABLE ONLY public.source_acts
    ADD CONSTRAINT source_acts_source_id_client_id_fkey FOREIGN KEY (source_id, client_id) REFERENCES public.sources(id, client_id);

ALTER TABLE ONLY public.source_acts
    ADD CONSTRAINT source_acts_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.source_letters
    ADD CONSTRAINT source_letters_client_id_week_on_fkey FOREIGN KEY (client_id, week_on) REFERENCES public.source_watches(client_id, week_on);

ALTER TABLE ONLY public.source_letters
    ADD CONSTRAINT source_letters_user_id_client_id_fkey FOREIGN KEY (user_id, client_id) REFERENCES public.users(id, client_id);

ALTER TABLE ONLY public.source_sights
    ADD CONSTRAINT source_sights_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.source_sights
    ADD CONSTRAINT source_sights_source_id_client_id_fkey FOREIGN KEY (source_id, client_id) REFERENCES public.sources(id, client_id);

ALTER TABLE ONLY public.source_sights
    ADD CONSTRAINT source_sights_takes_back_client_id_fkey FOREIGN KEY (takes_back, client_id) REFERENCES public.source_sights(id, client_id);

ALTER TABLE ONLY public.source_sights
    ADD CONSTRAINT source_sights_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.source_watches
    ADD CONSTRAINT source_watches_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.sources
    ADD CONSTRAINT sources_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.sources
    ADD CONSTRAINT sources_merged_into_client_id_fkey FOREIGN KEY (merged_into, client_id) REFERENCES public.sources(id, client_id);

ALTER TABLE ONLY public.sources
    ADD CONSTRAINT sources_program_id_client_id_fkey FOREIGN KEY (program_id, client_id) REFERENCES public.programs(id, client_id);

ALTER TABLE ONLY public.spend_acts
    ADD CONSTRAINT spend_acts_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.spend_acts
    ADD CONSTRAINT spend_acts_undoes_client_id_fkey FOREIGN KEY (undoes, client_id) REFERENCES public.spend_acts(id, client_id);

ALTER TABLE ONLY public.spend_acts
    ADD CONSTRAINT spend_acts_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.spends
    ADD CONSTRAINT spends_act_id_client_id_fkey FOREIGN KEY (act_id, client_id) REFERENCES public.spend_acts(id, client_id);

ALTER TABLE ONLY public.spends
    ADD CONSTRAINT spends_ended_by_client_id_fkey FOREIGN KEY (ended_by, client_id) REFERENCES public.spend_acts(id, client_id);

ALTER TABLE ONLY public.spends
    ADD CONSTRAINT spends_source_id_client_id_fkey FOREIGN KEY (source_id, client_id) REFERENCES public.sources(id, client_id);

ALTER TABLE ONLY public.statements
    ADD CONSTRAINT statements_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.stay_kinds
    ADD CONSTRAINT stay_kinds_stay_id_client_id_fkey FOREIGN KEY (stay_id, client_id) REFERENCES public.stays(id, client_id);

ALTER TABLE ONLY public.stays
    ADD CONSTRAINT stays_inquiry_id_client_id_fkey FOREIGN KEY (inquiry_id, client_id) REFERENCES public.inquiries(id, client_id);

ALTER TABLE ONLY public.stays
    ADD CONSTRAINT stays_program_id_client_id_fkey FOREIGN KEY (program_id, client_id) REFERENCES public.programs(id, client_id);

ALTER TABLE ONLY public.step_dots
    ADD CONSTRAINT step_dots_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.step_figures
    ADD CONSTRAINT step_figures_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.step_figures
    ADD CONSTRAINT step_figures_partner_id_client_id_fkey FOREIGN KEY (partner_id, client_id) REFERENCES public.partners(id, client_id);

ALTER TABLE ONLY public.step_figures
    ADD CONSTRAINT step_figures_process_id_client_id_fkey FOREIGN KEY (process_id, client_id) REFERENCES public.processes(id, client_id);

ALTER TABLE ONLY public.step_figures
    ADD CONSTRAINT step_figures_rep_id_client_id_fkey FOREIGN KEY (rep_id, client_id) REFERENCES public.users(id, client_id);

ALTER TABLE ONLY public.step_runs
    ADD CONSTRAINT step_runs_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.step_runs
    ADD CONSTRAINT step_runs_process_id_client_id_fkey FOREIGN KEY (process_id, client_id) REFERENCES public.processes(id, client_id);

ALTER TABLE ONLY public.step_spreads
    ADD CONSTRAINT step_spreads_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.step_spreads
    ADD CONSTRAINT step_spreads_process_id_client_id_fkey FOREIGN KEY (process_id, client_id) REFERENCES public.processes(id, client_id);

ALTER TABLE ONLY public.step_spreads
    ADD CONSTRAINT step_spreads_rep_id_client_id_fkey FOREIGN KEY (rep_id, client_id) REFERENCES public.users(id, client_id);

ALTER TABLE ONLY public.submissions
    ADD CONSTRAINT submissions_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.submissions
    ADD CONSTRAINT submissions_source_id_client_id_fkey FOREIGN KEY (source_id, client_id) REFERENCES public.sources(id, client_id);

ALTER TABLE ONLY public.survey_answers
    ADD CONSTRAINT survey_answers_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.survey_answers
    ADD CONSTRAINT survey_answers_question_id_client_id_fkey FOREIGN KEY (question_id, client_id) REFERENCES public.survey_questions(id, client_id);

ALTER TABLE ONLY public.survey_answers
    ADD CONSTRAINT survey_answers_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.survey_figures
    ADD CONSTRAINT survey_figures_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.survey_questions
    ADD CONSTRAINT survey_questions_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.survey_questions
    ADD CONSTRAINT survey_questions_inquiry_id_client_id_fkey FOREIGN KEY (inquiry_id, client_id) REFERENCES public.inquiries(id, client_id);

ALTER TABLE ONLY public.survey_questions
    ADD CONSTRAINT survey_questions_program_id_client_id_fkey FOREIGN KEY (program_id, client_id) REFERENCES public.programs(id, client_id);

ALTER TABLE ONLY public.survey_questions
    ADD CONSTRAINT survey_questions_source_id_client_id_fkey FOREIGN KEY (source_id, client_id) REFERENCES public.sources(id, client_id);

ALTER TABLE ONLY public.survey_shares
    ADD CONSTRAINT survey_shares_program_id_client_id_fkey FOREIGN KEY (program_id, client_id) REFERENCES public.programs(id, client_id);

ALTER TABLE ONLY public.survey_shares
    ADD CONSTRAINT survey_shares_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE ONLY public.survey_words
    ADD CONSTRAINT survey_words_answer_id_client_id_fkey FOREIGN KEY (answer_id, client_id) REFERENCES public.survey_answers(id, client_id);

ALTER TABLE ONLY public.touches
    ADD CONSTRAINT touches_inquiry_id_client_id_fkey FOREIGN KEY (inquiry_id, client_id) REFERENCES public.inquiries(id, client_id);

ALTER TABLE ONLY public.touches
    ADD CONSTRAINT touches_plan_id_client_id_fkey FOREIGN KEY (plan_id, client_id) REFERENCES public.nurture_plans(id, client_id);

ALTER TABLE ONLY public.touches
    ADD CONSTRAINT touches_stay_id_client_id_fkey FOREIGN KEY (stay_id, client_id) REFERENCES public.stays(id, client_id);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_partner_id_client_id_fkey FOREIGN KEY (partner_id, client_id) REFERENCES public.partners(id, client_id);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_substitute_id_client_id_fkey FOREIGN KEY (substitute_id, client_id) REFERENCES public.users(id, client_id);

ALTER TABLE ONLY public.withdrawals
    ADD CONSTRAINT withdrawals_attempt_id_client_id_fkey FOREIGN KEY (attempt_id, client_id) REFERENCES public.attempts(id, client_id);

ALTER TABLE ONLY public.withdrawals
    ADD CONSTRAINT withdrawals_client_id_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id);

ALTER TABLE ONLY public.withdrawals
    ADD CONSTRAINT withdrawals_inquiry_id_client_id_fkey FOREIGN KEY (inquiry_id, client_id) REFERENCES public.inquiries(id, client_id);

ALTER TABLE ONLY public.withdrawals
    ADD CONSTRAINT withdrawals_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);

ALTER TABLE public.acceptances ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.accounts ENABLE ROW LEVEL SECURITY;

CREATE POLICY add ON public.source_sights FOR INSERT TO ripen_client WITH CHECK (((public.current_duty() = ANY (ARRAY['sales_manager'::text, 'marketer'::text])) AND (user_id = public.current_person())));

CREATE POLICY agency ON public.acceptances TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.accounts TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.answers TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.arrivals TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.assignments TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.attempts TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.audit TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.availabilities TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.balance_days TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.balance_now TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.balance_statements TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.barred_pairs TO ripen_owner, ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.board_acts TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.call_costs TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.claims TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.clients TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.close_outs TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.closed_days TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.coaching_effects TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.coaching_words TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.coachings TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.cohort_decisions TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.cohort_events TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.consents TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.contact_plans TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.contacts TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.criteria TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.customer_marks TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.customer_runs TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.customer_scopes TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.customers TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.decision_days TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.decisions TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.deeds TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.devices TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.do_not_call TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.drafts TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.draws TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.endpoint_secrets TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.endpoints TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.feeds TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.follow_up_acknowledgements TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.follow_up_policies TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.grade_days TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.gradings TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.handovers TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.holds TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.import_chunks TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.imports TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.inquiries TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.lead_contacts TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.lead_facts TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.lead_reports TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.leads TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.letters TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.mail_bounces TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.mails TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.market_acts TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.market_years TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.memberships TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.milestones TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.moves TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.notes TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.numbers TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.nurture_plans TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.order_credits TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.orders TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.organisation_notes TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.organisations TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.partners TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.persons TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.presences TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.process_changes TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.processes TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.program_fees TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.program_states TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.programs TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.promises TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.push_answers TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.push_attempts TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.pushes TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.reach_requests TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.referrals TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.rejected_rows TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.releases TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.rep_words TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.report_links TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.report_withdrawals TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.returns TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.ripening_forecasts TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.ripening_models TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.ripening_switches TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.rollup_marks TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.routings TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.screened_numbers TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.screening_lists TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.screening_uploads TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.source_acts TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.source_days TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.source_letters TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.source_sights TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.source_watches TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.sources TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.spend_acts TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.spends TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.statements TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.stay_kinds TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.stays TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.step_dots TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.step_figures TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.step_runs TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.step_spreads TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.submissions TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.survey_answers TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.survey_figures TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.survey_questions TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.survey_shares TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.survey_words TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.touches TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.users TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency ON public.withdrawals TO ripen_agency USING (true) WITH CHECK (true);

CREATE POLICY agency_invites ON public.links FOR INSERT TO ripen_agency WITH CHECK (true);

CREATE POLICY aggregates ON public.balance_days FOR SELECT TO ripen_client USING ((public.current_duty() = ANY (ARRAY['sales_manager'::text, 'marketer'::text])));

CREATE POLICY aggregates ON public.balance_now FOR SELECT TO ripen_client USING ((public.current_duty() = ANY (ARRAY['sales_manager'::text, 'marketer'::text])));

CREATE POLICY aggregates ON public.customers FOR SELECT TO ripen_client USING (((public.current_duty() = 'marketer'::text) AND (scope = public.current_client())));

CREATE POLICY aggregates ON public.decision_days FOR SELECT TO ripen_client USING (( SELECT (public.current_duty() = ANY (ARRAY['sales_manager'::text, 'marketer'::text]))));

CREATE POLICY aggregates ON public.grade_days FOR SELECT TO ripen_client USING (( SELECT (public.current_duty() = ANY (ARRAY['sales_manager'::text, 'marketer'::text]))));

CREATE POLICY aggregates ON public.lead_facts FOR SELECT TO ripen_client USING (( SELECT (public.current_duty() = ANY (ARRAY['sales_manager'::text, 'marketer'::text]))));

CREATE POLICY aggregates ON public.order_credits FOR SELECT TO ripen_client USING (( SELECT (public.current_duty() = ANY (ARRAY['sales_manager'::text, 'marketer'::text]))));

CREATE POLICY aggregates ON public.source_days FOR SELECT TO ripen_client USING (( SELECT (public.current_duty() = ANY (ARRAY['sales_manager'::text, 'marketer'::text]))));

CREATE POLICY aggregates ON public.source_watches FOR SELECT TO ripen_client USING ((public.current_duty() = ANY (ARRAY['sales_manager'::text, 'marketer'::text])));

CREATE POLICY aggregates ON public.survey_figures FOR SELECT TO ripen_client USING ((public.current_duty() = ANY (ARRAY['sales_manager'::text, 'marketer'::text])));

ALTER TABLE public.answers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.arrivals ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.assignments ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attempts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.audit ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.availabilities ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.balance_days ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.balance_now ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.balance_statements ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.barred_pairs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.board_acts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.call_costs ENABLE ROW LEVEL SECURITY;

CREATE POLICY change ON public.follow_up_policies FOR UPDATE TO ripen_client USING ((public.current_duty() = 'sales_manager'::text)) WITH CHECK ((public.current_duty() = 'sales_manager'::text));

ALTER TABLE public.claims ENABLE ROW LEVEL SECURITY;

CREATE POLICY client ON public.audit FOR INSERT TO ripen_client WITH CHECK ((client_id = public.current_client()));

ALTER TABLE public.clients ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.close_outs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.closed_days ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.coaching_effects ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.coaching_words ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.coachings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.cohort_decisions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.cohort_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY colleagues ON public.users FOR SELECT TO ripen_client USING (((public.current_partner() IS NULL) OR (partner_id = public.current_partner())));

ALTER TABLE public.consents ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.contact_plans ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.contacts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.credentials ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.criteria ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.customer_marks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.customer_runs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.customer_scopes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.customers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.decision_days ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.decisions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.deeds ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.devices ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.do_not_call ENABLE ROW LEVEL SECURITY;

CREATE POLICY door ON public.audit FOR INSERT TO ripen_door WITH CHECK (true);

CREATE POLICY door ON public.clients FOR SELECT TO ripen_door USING (true);

CREATE POLICY door ON public.credentials TO ripen_door USING (true) WITH CHECK (true);

CREATE POLICY door ON public.feeds FOR SELECT TO ripen_door USING (true);

CREATE POLICY door ON public.links TO ripen_door USING (true) WITH CHECK (true);

CREATE POLICY door ON public.mails FOR INSERT TO ripen_door WITH CHECK (true);

CREATE POLICY door ON public.report_links FOR SELECT TO ripen_door USING (true);

CREATE POLICY door ON public.sessions TO ripen_door USING (true) WITH CHECK (true);

CREATE POLICY door ON public.sign_in_failures TO ripen_door USING (true) WITH CHECK (true);

CREATE POLICY door ON public.sources FOR SELECT TO ripen_door USING (form_open);

CREATE POLICY door ON public.users TO ripen_door USING (true) WITH CHECK (true);

ALTER TABLE public.drafts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.draws ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.endpoint_secrets ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.endpoints ENABLE ROW LEVEL SECURITY;

CREATE POLICY everyone ON public.windows TO ripen_owner, ripen_agency, ripen_worker USING (true) WITH CHECK (true);

ALTER TABLE public.feeds ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.follow_up_acknowledgements ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.follow_up_policies ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.form_tokens ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.grade_days ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.gradings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.handovers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.holds ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.import_chunks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.imports ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.inquiries ENABLE ROW LEVEL SECURITY;

CREATE POLICY intake ON public.clients FOR SELECT TO ripen_intake USING ((id = public.current_client()));

CREATE POLICY intake ON public.submissions FOR INSERT TO ripen_intake WITH CHECK ((client_id = public.current_client()));

ALTER TABLE public.lead_contacts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.lead_facts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.lead_reports ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.leads ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.letters ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.links ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.mail_bounces ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.mails ENABLE ROW LEVEL SECURITY;

CREATE POLICY make ON public.closed_days FOR INSERT TO ripen_client WITH CHECK ((public.current_duty() = 'sales_manager'::text));

CREATE POLICY make ON public.follow_up_policies FOR INSERT TO ripen_client WITH CHECK ((public.current_duty() = 'sales_manager'::text));

CREATE POLICY manager ON public.endpoint_secrets TO ripen_client USING ((public.current_duty() = 'sales_manager'::text)) WITH CHECK ((public.current_duty() = 'sales_manager'::text));

CREATE POLICY manager ON public.endpoints TO ripen_client USING ((public.current_duty() = 'sales_manager'::text)) WITH CHECK ((public.current_duty() = 'sales_manager'::text));

CREATE POLICY managers ON public.coaching_words FOR INSERT TO ripen_client WITH CHECK (
CASE public.current_duty()
    WHEN 'partner_manager'::text THEN (partner_id = public.current_partner())
    WHEN 'sales_manager'::text THEN true
    ELSE false
END);

CREATE POLICY managers ON public.coachings FOR INSERT TO ripen_client WITH CHECK (
CASE public.current_duty()
    WHEN 'partner_manager'::text THEN (partner_id = public.current_partner())
    WHEN 'sales_manager'::text THEN true
    ELSE false
END);

CREATE POLICY mark ON public.customer_marks FOR INSERT TO ripen_client WITH CHECK (true);

ALTER TABLE public.market_acts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.market_years ENABLE ROW LEVEL SECURITY;

CREATE POLICY marketers ON public.sources FOR INSERT TO ripen_client WITH CHECK ((public.current_duty() = 'marketer'::text));

ALTER TABLE public.memberships ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.milestones ENABLE ROW LEVEL SECURITY;

CREATE POLICY mine ON public.follow_up_acknowledgements FOR INSERT TO ripen_client WITH CHECK ((user_id = public.current_person()));

ALTER TABLE public.moves ENABLE ROW LEVEL SECURITY;

CREATE POLICY never_another_client ON public.acceptances AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.accounts AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.answers AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.arrivals AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.assignments AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.attempts AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.balance_days AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.balance_now AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.balance_statements AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.board_acts AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.call_costs AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.claims AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.close_outs AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.closed_days AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.coaching_effects AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.coaching_words AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.coachings AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.cohort_decisions AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.cohort_events AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.consents AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.contact_plans AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.contacts AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.criteria AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.customer_marks AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.customer_runs AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.customer_scopes AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.customers AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.decision_days AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.decisions AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.deeds AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.devices AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.drafts AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.draws AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.endpoint_secrets AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.endpoints AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.feeds AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.follow_up_acknowledgements AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.follow_up_policies AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.grade_days AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.gradings AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.handovers AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.holds AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.import_chunks AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.imports AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.inquiries AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.lead_contacts AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.lead_facts AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.lead_reports AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.leads AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.letters AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.mail_bounces AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.market_acts AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.market_years AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.memberships AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.milestones AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.moves AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.notes AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.numbers AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.nurture_plans AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.order_credits AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.orders AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.organisation_notes AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.organisations AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.partners AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.persons AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.presences AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.process_changes AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.processes AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.program_fees AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.program_states AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.programs AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.promises AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.push_answers AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.push_attempts AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.pushes AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.reach_requests AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.referrals AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.rejected_rows AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.releases AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.rep_words AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.report_links AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.report_withdrawals AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.returns AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.ripening_forecasts AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.ripening_models AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.ripening_switches AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.rollup_marks AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.routings AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.source_acts AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.source_days AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.source_letters AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.source_sights AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.source_watches AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.sources AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.spend_acts AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.spends AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.statements AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.stay_kinds AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.stays AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.step_dots AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.step_figures AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.step_runs AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.step_spreads AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.submissions AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.survey_answers AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.survey_figures AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.survey_questions AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.survey_shares AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.survey_words AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.touches AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.users AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY never_another_client ON public.withdrawals AS RESTRICTIVE TO ripen_client USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

ALTER TABLE public.notes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.numbers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.nurture_plans ENABLE ROW LEVEL SECURITY;

CREATE POLICY of_attempt ON public.push_answers TO ripen_client USING ((EXISTS ( SELECT
   FROM public.push_attempts a
  WHERE ((a.id = push_answers.attempt_id) AND (a.client_id = push_answers.client_id)))));

CREATE POLICY of_own_lead ON public.acceptances TO ripen_client USING ((EXISTS ( SELECT
   FROM public.leads l
  WHERE ((l.id = acceptances.lead_id) AND (l.client_id = acceptances.client_id))))) WITH CHECK ((EXISTS ( SELECT
   FROM public.leads l
  WHERE ((l.id = acceptances.lead_id) AND (l.client_id = acceptances.client_id)))));

CREATE POLICY of_own_lead ON public.assignments TO ripen_client USING ((EXISTS ( SELECT
   FROM public.leads l
  WHERE ((l.id = assignments.lead_id) AND (l.client_id = assignments.client_id))))) WITH CHECK ((EXISTS ( SELECT
   FROM public.leads l
  WHERE ((l.id = assignments.lead_id) AND (l.client_id = assignments.client_id)))));

CREATE POLICY of_own_lead ON public.close_outs TO ripen_client USING ((EXISTS ( SELECT
   FROM public.leads l
  WHERE ((l.id = close_outs.lead_id) AND (l.client_id = close_outs.client_id))))) WITH CHECK ((EXISTS ( SELECT
   FROM public.leads l
  WHERE ((l.id = close_outs.lead_id) AND (l.client_id = close_outs.client_id)))));

CREATE POLICY of_own_lead ON public.contacts TO ripen_client USING ((EXISTS ( SELECT
   FROM public.leads l
  WHERE ((l.id = contacts.lead_id) AND (l.client_id = contacts.client_id))))) WITH CHECK ((EXISTS ( SELECT
   FROM public.leads l
  WHERE ((l.id = contacts.lead_id) AND (l.client_id = contacts.client_id)))));

CREATE POLICY of_own_lead ON public.lead_contacts TO ripen_client USING ((EXISTS ( SELECT
   FROM public.leads l
  WHERE ((l.id = lead_contacts.lead_id) AND (l.client_id = lead_contacts.client_id))))) WITH CHECK ((EXISTS ( SELECT
   FROM public.leads l
  WHERE ((l.id = lead_contacts.lead_id) AND (l.client_id = lead_contacts.client_id)))));

CREATE POLICY of_own_lead ON public.lead_reports TO ripen_client USING ((EXISTS ( SELECT
   FROM public.leads l
  WHERE ((l.id = lead_reports.lead_id) AND (l.client_id = lead_reports.client_id))))) WITH CHECK ((EXISTS ( SELECT
   FROM public.leads l
  WHERE ((l.id = lead_reports.lead_id) AND (l.client_id = lead_reports.client_id)))));

CREATE POLICY of_own_lead ON public.milestones TO ripen_client USING ((EXISTS ( SELECT
   FROM public.leads l
  WHERE ((l.id = milestones.lead_id) AND (l.client_id = milestones.client_id))))) WITH CHECK ((EXISTS ( SELECT
   FROM public.leads l
  WHERE ((l.id = milestones.lead_id) AND (l.client_id = milestones.client_id)))));

CREATE POLICY of_own_lead ON public.orders TO ripen_client USING ((EXISTS ( SELECT
   FROM public.leads l
  WHERE ((l.id = orders.lead_id) AND (l.client_id = orders.client_id))))) WITH CHECK ((EXISTS ( SELECT
   FROM public.leads l
  WHERE ((l.id = orders.lead_id) AND (l.client_id = orders.client_id)))));

CREATE POLICY of_own_lead ON public.process_changes TO ripen_client USING ((EXISTS ( SELECT
   FROM public.leads l
  WHERE ((l.id = process_changes.lead_id) AND (l.client_id = process_changes.client_id))))) WITH CHECK ((EXISTS ( SELECT
   FROM public.leads l
  WHERE ((l.id = process_changes.lead_id) AND (l.client_id = process_changes.client_id)))));

CREATE POLICY of_own_lead ON public.reach_requests TO ripen_client USING ((EXISTS ( SELECT
   FROM public.leads l
  WHERE ((l.id = reach_requests.lead_id) AND (l.client_id = reach_requests.client_id))))) WITH CHECK ((EXISTS ( SELECT
   FROM public.leads l
  WHERE ((l.id = reach_requests.lead_id) AND (l.client_id = reach_requests.client_id)))));

CREATE POLICY of_own_lead ON public.rep_words TO ripen_client USING ((EXISTS ( SELECT
   FROM public.leads l
  WHERE ((l.id = rep_words.lead_id) AND (l.client_id = rep_words.client_id))))) WITH CHECK (((user_id = public.current_person()) AND (EXISTS ( SELECT
   FROM public.leads l
  WHERE ((l.id = rep_words.lead_id) AND (l.client_id = rep_words.client_id))))));

CREATE POLICY of_own_lead ON public.report_withdrawals TO ripen_client USING ((EXISTS ( SELECT
   FROM public.leads l
  WHERE ((l.id = report_withdrawals.lead_id) AND (l.client_id = report_withdrawals.client_id))))) WITH CHECK ((EXISTS ( SELECT
   FROM public.leads l
  WHERE ((l.id = report_withdrawals.lead_id) AND (l.client_id = report_withdrawals.client_id)))));

CREATE POLICY of_own_lead ON public.returns TO ripen_client USING ((EXISTS ( SELECT
   FROM public.leads l
  WHERE ((l.id = returns.lead_id) AND (l.client_id = returns.client_id))))) WITH CHECK ((EXISTS ( SELECT
   FROM public.leads l
  WHERE ((l.id = returns.lead_id) AND (l.client_id = returns.client_id)))));

CREATE POLICY of_push ON public.push_attempts TO ripen_client USING ((EXISTS ( SELECT
   FROM public.pushes p
  WHERE ((p.id = push_attempts.push_id) AND (p.client_id = push_attempts.client_id)))));

ALTER TABLE public.order_credits ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.orders ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.organisation_notes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.organisations ENABLE ROW LEVEL SECURITY;

CREATE POLICY own ON public.board_acts TO ripen_client USING (((public.current_duty() = 'sales_manager'::text) OR ((public.current_duty() = 'partner_manager'::text) AND (partner_id = public.current_partner())))) WITH CHECK (((user_id = public.current_person()) AND ((public.current_duty() = 'sales_manager'::text) OR ((public.current_duty() = 'partner_manager'::text) AND (partner_id = public.current_partner())))));

CREATE POLICY own ON public.call_costs TO ripen_client USING ((public.current_duty() = ANY (ARRAY['sales_manager'::text, 'marketer'::text]))) WITH CHECK ((public.current_duty() = ANY (ARRAY['sales_manager'::text, 'marketer'::text])));

CREATE POLICY own ON public.clients FOR SELECT TO ripen_client USING ((id = public.current_client()));

CREATE POLICY own ON public.closed_days FOR SELECT TO ripen_client USING (true);

CREATE POLICY own ON public.coaching_effects FOR SELECT TO ripen_client USING (
CASE public.current_duty()
    WHEN 'rep'::text THEN (rep_id = public.current_person())
    WHEN 'partner_manager'::text THEN (partner_id = public.current_partner())
    WHEN 'sales_manager'::text THEN true
    ELSE false
END);

CREATE POLICY own ON public.coaching_words FOR SELECT TO ripen_client USING (
CASE public.current_duty()
    WHEN 'rep'::text THEN (rep_id = public.current_person())
    WHEN 'partner_manager'::text THEN (partner_id = public.current_partner())
    WHEN 'sales_manager'::text THEN true
    ELSE false
END);

CREATE POLICY own ON public.coachings FOR SELECT TO ripen_client USING (
CASE public.current_duty()
    WHEN 'rep'::text THEN (rep_id = public.current_person())
    WHEN 'partner_manager'::text THEN (partner_id = public.current_partner())
    WHEN 'sales_manager'::text THEN true
    ELSE false
END);

CREATE POLICY own ON public.customer_marks FOR SELECT TO ripen_client USING ((public.current_duty() = ANY (ARRAY['rep'::text, 'partner_manager'::text, 'sales_manager'::text])));

CREATE POLICY own ON public.customer_runs FOR SELECT TO ripen_client USING ((public.current_duty() = ANY (ARRAY['rep'::text, 'partner_manager'::text, 'sales_manager'::text])));

CREATE POLICY own ON public.customer_scopes FOR SELECT TO ripen_client USING ((scope = ( SELECT
        CASE public.current_duty()
            WHEN 'rep'::text THEN public.current_person()
            WHEN 'partner_manager'::text THEN public.current_partner()
            WHEN 'sales_manager'::text THEN public.current_client()
            ELSE NULL::uuid
        END AS "case")));

CREATE POLICY own ON public.customers FOR SELECT TO ripen_client USING ((scope = ( SELECT
        CASE public.current_duty()
            WHEN 'rep'::text THEN public.current_person()
            WHEN 'partner_manager'::text THEN public.current_partner()
            WHEN 'sales_manager'::text THEN public.current_client()
            ELSE NULL::uuid
        END AS "case")));

CREATE POLICY own ON public.devices TO ripen_client USING ((user_id = public.current_person())) WITH CHECK ((user_id = public.current_person()));

CREATE POLICY own ON public.feeds TO ripen_client USING ((user_id = public.current_person())) WITH CHECK ((user_id = public.current_person()));

CREATE POLICY own ON public.follow_up_acknowledgements FOR SELECT TO ripen_client USING (
CASE public.current_duty()
    WHEN 'sales_manager'::text THEN true
    WHEN 'partner_manager'::text THEN (EXISTS ( SELECT
       FROM public.users u
      WHERE ((u.id = follow_up_acknowledgements.user_id) AND (u.partner_id = public.current_partner()))))
    ELSE (user_id = public.current_person())
END);

CREATE POLICY own ON public.follow_up_policies FOR SELECT TO ripen_client USING (((state <> 'draft'::text) OR (public.current_duty() = 'sales_manager'::text)));

CREATE POLICY own ON public.form_tokens TO ripen_agency, ripen_client USING ((user_id = public.current_person())) WITH CHECK ((user_id = public.current_person()));

CREATE POLICY own ON public.handovers TO ripen_client USING (((public.current_duty() = 'sales_manager'::text) OR ((public.current_duty() = 'partner_manager'::text) AND (partner_id = public.current_partner())))) WITH CHECK (((public.current_duty() = 'sales_manager'::text) OR ((public.current_duty() = 'partner_manager'::text) AND (partner_id = public.current_partner()))));

CREATE POLICY own ON public.leads TO ripen_client USING (
CASE public.current_duty()
    WHEN 'rep'::text THEN (rep_id = public.current_person())
    WHEN 'partner_manager'::text THEN (partner_id = public.current_partner())
    WHEN 'sales_manager'::text THEN true
    ELSE false
END) WITH CHECK (((public.current_duty() = ANY (ARRAY['rep'::text, 'partner_manager'::text, 'sales_manager'::text])) AND ((public.current_partner() IS NULL) OR (partner_id = public.current_partner()))));

CREATE POLICY own ON public.market_acts TO ripen_client USING ((public.current_duty() = ANY (ARRAY['sales_manager'::text, 'marketer'::text]))) WITH CHECK ((public.current_duty() = 'marketer'::text));

CREATE POLICY own ON public.market_years TO ripen_client USING ((public.current_duty() = ANY (ARRAY['sales_manager'::text, 'marketer'::text]))) WITH CHECK ((public.current_duty() = 'marketer'::text));

CREATE POLICY own ON public.partners FOR SELECT TO ripen_client USING (((public.current_partner() IS NULL) OR (id = public.current_partner())));

CREATE POLICY own ON public.processes FOR SELECT TO ripen_client USING (true);

CREATE POLICY own ON public.program_fees FOR SELECT TO ripen_client USING ((public.current_duty() = ANY (ARRAY['sales_manager'::text, 'marketer'::text])));

CREATE POLICY own ON public.programs FOR SELECT TO ripen_client USING (true);

CREATE POLICY own ON public.report_links TO ripen_client USING (((user_id = public.current_person()) AND (EXISTS ( SELECT
   FROM public.leads l
  WHERE ((l.id = report_links.lead_id) AND (l.client_id = report_links.client_id))))));

CREATE POLICY own ON public.rollup_marks FOR INSERT TO ripen_client WITH CHECK (true);

CREATE POLICY own ON public.source_acts FOR SELECT TO ripen_client USING ((public.current_duty() = ANY (ARRAY['sales_manager'::text, 'marketer'::text])));

CREATE POLICY own ON public.sources FOR SELECT TO ripen_client USING (( SELECT (public.current_duty() = ANY (ARRAY['sales_manager'::text, 'marketer'::text]))));

CREATE POLICY own ON public.spend_acts TO ripen_client USING ((public.current_duty() = ANY (ARRAY['sales_manager'::text, 'marketer'::text]))) WITH CHECK ((public.current_duty() = 'marketer'::text));

CREATE POLICY own ON public.spends TO ripen_client USING (( SELECT (public.current_duty() = ANY (ARRAY['sales_manager'::text, 'marketer'::text])))) WITH CHECK ((public.current_duty() = 'marketer'::text));

CREATE POLICY own ON public.statements FOR SELECT TO ripen_client USING ((public.current_duty() = ANY (ARRAY['sales_manager'::text, 'marketer'::text])));

CREATE POLICY own ON public.step_figures FOR SELECT TO ripen_client USING (
CASE public.current_duty()
    WHEN 'rep'::text THEN (rep_id = public.current_person())
    WHEN 'partner_manager'::text THEN (partner_id = public.current_partner())
    WHEN 'sales_manager'::text THEN true
    ELSE false
END);

CREATE POLICY own ON public.step_spreads FOR SELECT TO ripen_client USING (
CASE public.current_duty()
    WHEN 'rep'::text THEN (rep_id = public.current_person())
    WHEN 'partner_manager'::text THEN (partner_id = public.current_partner())
    WHEN 'sales_manager'::text THEN true
    ELSE false
END);

CREATE POLICY own_test ON public.pushes TO ripen_client USING (((channel = 'device'::text) AND (event = 'test'::text) AND (user_id = public.current_person()))) WITH CHECK (((channel = 'device'::text) AND (event = 'test'::text) AND (user_id = public.current_person())));

CREATE POLICY owner ON public.acceptances TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.accounts TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.answers TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.arrivals TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.assignments TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.attempts TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.audit TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.availabilities TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.balance_days TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.balance_now TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.balance_statements TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.board_acts TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.call_costs TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.claims TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.clients TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.close_outs TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.closed_days TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.coaching_effects TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.coaching_words TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.coachings TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.cohort_decisions TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.cohort_events TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.consents TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.contact_plans TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.contacts TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.credentials TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.criteria TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.customer_marks TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.customer_runs TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.customer_scopes TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.customers TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.decision_days TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.decisions TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.deeds TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.devices TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.do_not_call TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.drafts TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.draws TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.endpoint_secrets TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.endpoints TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.feeds TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.follow_up_acknowledgements TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.follow_up_policies TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.form_tokens TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.grade_days TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.gradings TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.handovers TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.holds TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.import_chunks TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.imports TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.inquiries TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.lead_contacts TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.lead_facts TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.lead_reports TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.leads TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.letters TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.links TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.mail_bounces TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.mails TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.market_acts TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.market_years TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.memberships TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.milestones TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.moves TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.notes TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.numbers TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.nurture_plans TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.order_credits TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.orders TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.organisation_notes TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.organisations TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.partners TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.persons TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.presences TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.process_changes TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.processes TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.program_fees TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.program_states TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.programs TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.promises TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.push_answers TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.push_attempts TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.pushes TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.reach_requests TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.referrals TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.rejected_rows TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.releases TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.rep_words TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.report_links TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.report_withdrawals TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.returns TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.ripening_forecasts TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.ripening_models TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.ripening_switches TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.rollup_marks TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.routings TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.screened_numbers TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.screening_lists TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.screening_uploads TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.sessions TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.sign_in_failures TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.source_acts TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.source_days TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.source_letters TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.source_sights TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.source_watches TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.sources TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.spend_acts TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.spends TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.statements TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.stay_kinds TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.stays TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.step_dots TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.step_figures TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.step_runs TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.step_spreads TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.submissions TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.survey_answers TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.survey_figures TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.survey_questions TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.survey_shares TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.survey_words TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.touches TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.users TO ripen_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.withdrawals TO ripen_owner USING (true) WITH CHECK (true);

ALTER TABLE public.partners ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.persons ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.presences ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.process_changes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.processes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.program_fees ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.program_states ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.promises ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.push_answers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.push_attempts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pushes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.reach_requests ENABLE ROW LEVEL SECURITY;

CREATE POLICY read ON public.source_sights FOR SELECT TO ripen_client USING ((public.current_duty() = ANY (ARRAY['sales_manager'::text, 'marketer'::text])));

ALTER TABLE public.referrals ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.rejected_rows ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.releases ENABLE ROW LEVEL SECURITY;

CREATE POLICY remove ON public.closed_days FOR DELETE TO ripen_client USING ((public.current_duty() = 'sales_manager'::text));

ALTER TABLE public.rep_words ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.report_links ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.report_withdrawals ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.returns ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.ripening_forecasts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.ripening_models ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.ripening_switches ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.rollup_marks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.routings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.screened_numbers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.screening_lists ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.screening_uploads ENABLE ROW LEVEL SECURITY;

CREATE POLICY self ON public.users FOR UPDATE TO ripen_client USING ((id = public.current_person())) WITH CHECK ((id = public.current_person()));

CREATE POLICY sellers ON public.ripening_forecasts FOR SELECT TO ripen_client USING ((public.current_duty() = ANY (ARRAY['sales_manager'::text, 'marketer'::text])));

CREATE POLICY sellers ON public.step_dots FOR SELECT TO ripen_client USING ((public.current_duty() = ANY (ARRAY['rep'::text, 'partner_manager'::text, 'sales_manager'::text])));

CREATE POLICY sellers ON public.step_runs FOR SELECT TO ripen_client USING ((public.current_duty() = ANY (ARRAY['rep'::text, 'partner_manager'::text, 'sales_manager'::text])));

ALTER TABLE public.sessions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.sign_in_failures ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.source_acts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.source_days ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.source_letters ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.source_sights ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.source_watches ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.sources ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.spend_acts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.spends ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.statements ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.stay_kinds ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.stays ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.step_dots ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.step_figures ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.step_runs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.step_spreads ENABLE ROW LEVEL SECURITY;

CREATE POLICY strangers ON public.form_tokens FOR INSERT TO ripen_door, ripen_intake WITH CHECK ((user_id IS NULL));

ALTER TABLE public.submissions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.survey_answers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.survey_figures ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.survey_questions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.survey_shares ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.survey_words ENABLE ROW LEVEL SECURITY;

CREATE POLICY sweep ON public.form_tokens TO ripen_door USING (true);

ALTER TABLE public.touches ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.users ENABLE ROW LEVEL SECURITY;

CREATE POLICY webhooks ON public.pushes TO ripen_client USING (((channel = 'webhook'::text) AND (public.current_duty() = 'sales_manager'::text))) WITH CHECK (((channel = 'webhook'::text) AND (public.current_duty() = 'sales_manager'::text)));

ALTER TABLE public.windows ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.withdrawals ENABLE ROW LEVEL SECURITY;

CREATE POLICY worker ON public.acceptances TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.accounts TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.answers TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.arrivals TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.assignments TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.attempts TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.audit TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.availabilities FOR SELECT TO ripen_worker USING (true);

CREATE POLICY worker ON public.balance_days TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.balance_now TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.balance_statements TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.board_acts TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.call_costs TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.claims TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.clients FOR SELECT TO ripen_worker USING (true);

CREATE POLICY worker ON public.close_outs TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.closed_days TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.coaching_effects TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.coaching_words TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.coachings TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.cohort_decisions TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.cohort_events TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.consents TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.contact_plans TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.contacts TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.criteria TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.customer_marks TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.customer_runs TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.customer_scopes TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.customers TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.decision_days TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.decisions TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.deeds TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.devices TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.do_not_call TO ripen_worker USING (((client_id IS NULL) OR (client_id = public.current_client()))) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.drafts TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.draws TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.endpoint_secrets TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.endpoints TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.feeds TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.follow_up_acknowledgements TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.follow_up_policies TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.grade_days TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.gradings TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.handovers TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.holds TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.import_chunks TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.imports TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.inquiries TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.lead_contacts TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.lead_facts TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.lead_reports TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.leads TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.letters TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.mail_bounces TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.mails FOR INSERT TO ripen_worker WITH CHECK (((client_id IS NULL) OR (client_id = public.current_client())));

CREATE POLICY worker ON public.market_acts TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.market_years TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.memberships TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.milestones TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.moves TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.notes TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.numbers TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.nurture_plans TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.order_credits TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.orders TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.organisation_notes TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.organisations TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.partners TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.persons TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.presences TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.process_changes TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.processes TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.program_fees TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.program_states TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.programs TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.promises TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.push_answers TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.push_attempts TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.pushes TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.reach_requests TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.referrals TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.rejected_rows TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.releases TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.rep_words TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.report_links TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.report_withdrawals TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.returns TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.ripening_forecasts TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.ripening_models TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.ripening_switches TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.rollup_marks TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.routings TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.screened_numbers FOR SELECT TO ripen_worker USING ((EXISTS ( SELECT
   FROM public.screening_lists l
  WHERE (l.upload_id = screened_numbers.upload_id))));

CREATE POLICY worker ON public.screening_lists FOR SELECT TO ripen_worker USING (((client_id IS NULL) OR (client_id = public.current_client())));

CREATE POLICY worker ON public.screening_uploads FOR SELECT TO ripen_worker USING ((EXISTS ( SELECT
   FROM public.screening_lists l
  WHERE (l.id = screening_uploads.list_id))));

CREATE POLICY worker ON public.source_acts TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.source_days TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.source_letters TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.source_sights TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.source_watches TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.sources TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.spend_acts TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.spends TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.statements TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.stay_kinds TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.stays TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.step_dots TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.step_figures TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.step_runs TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.step_spreads TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.submissions TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.survey_answers TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.survey_figures TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.survey_questions TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.survey_shares TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.survey_words TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.touches TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.users TO ripen_worker USING (((client_id IS NULL) OR (client_id = public.current_client()))) WITH CHECK ((client_id = public.current_client()));

CREATE POLICY worker ON public.withdrawals TO ripen_worker USING ((client_id = public.current_client())) WITH CHECK ((client_id = public.current_client()));

GRANT ALL ON SCHEMA public TO ripen_owner;
GRANT USAGE ON SCHEMA public TO ripen_agency;
GRANT USAGE ON SCHEMA public TO ripen_client;
GRANT USAGE ON SCHEMA public TO ripen_door;
GRANT USAGE ON SCHEMA public TO ripen_intake;
GRANT USAGE ON SCHEMA public TO ripen_worker;
GRANT USAGE ON SCHEMA public TO ripen_app;

REVOKE ALL ON FUNCTION public.append_only(tbl regclass) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.due_lanes(instant timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.due_lanes(instant timestamp with time zone) TO ripen_worker;

REVOKE ALL ON FUNCTION public.due_releases(instant timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.due_releases(instant timestamp with time zone) TO ripen_worker;

REVOKE ALL ON FUNCTION public.protect(tbl regclass) FROM PUBLIC;

GRANT SELECT,INSERT,UPDATE ON TABLE public.programs TO ripen_agency;
GRANT SELECT ON TABLE public.programs TO ripen_worker;

GRANT SELECT(id) ON TABLE public.programs TO ripen_client;

GRANT SELECT(client_id) ON TABLE public.programs TO ripen_client;

GRANT SELECT(slug) ON TABLE public.programs TO ripen_client;

GRANT SELECT(name) ON TABLE public.programs TO ripen_client;

GRANT SELECT(state) ON TABLE public.programs TO ripen_client;

GRANT UPDATE(held_until) ON TABLE public.programs TO ripen_worker;

GRANT SELECT,INSERT,UPDATE ON TABLE public.users TO ripen_agency;
GRANT SELECT,INSERT,UPDATE ON TABLE public.users TO ripen_worker;
GRANT SELECT,UPDATE ON TABLE public.users TO ripen_door;
GRANT SELECT ON TABLE public.users TO ripen_client;

GRANT UPDATE(zone) ON TABLE public.users TO ripen_client;

GRANT UPDATE(away_until) ON TABLE public.users TO ripen_client;

GRANT UPDATE(single_keys) ON TABLE public.users TO ripen_client;

GRANT UPDATE(theme) ON TABLE public.users TO ripen_client;

GRANT UPDATE(no_source_letters) ON TABLE public.users TO ripen_client;

REVOKE ALL ON FUNCTION public.supervisor_of(program uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.supervisor_of(program uuid) TO ripen_client;

REVOKE ALL ON FUNCTION public.take_stock(brought bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.take_stock(brought bigint) TO ripen_agency;
GRANT ALL ON FUNCTION public.take_stock(brought bigint) TO ripen_worker;

GRANT SELECT,INSERT ON TABLE public.acceptances TO ripen_agency;
GRANT SELECT,INSERT ON TABLE public.acceptances TO ripen_worker;
GRANT SELECT,INSERT ON TABLE public.acceptances TO ripen_client;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.accounts TO ripen_agency;
GRANT SELECT ON TABLE public.accounts TO ripen_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.answers TO ripen_agency;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.answers TO ripen_worker;

GRANT SELECT,INSERT ON TABLE public.arrivals TO ripen_agency;
GRANT SELECT,INSERT ON TABLE public.arrivals TO ripen_worker;

GRANT SELECT,INSERT ON TABLE public.assignments TO ripen_agency;
GRANT SELECT,INSERT ON TABLE public.assignments TO ripen_worker;
GRANT SELECT,INSERT ON TABLE public.assignments TO ripen_client;

GRANT SELECT,INSERT ON TABLE public.attempts TO ripen_agency;
GRANT SELECT,INSERT ON TABLE public.attempts TO ripen_worker;

GRANT SELECT,INSERT ON TABLE public.audit TO ripen_agency;
GRANT SELECT,INSERT ON TABLE public.audit TO ripen_worker;
GRANT INSERT ON TABLE public.audit TO ripen_door;
GRANT INSERT ON TABLE public.audit TO ripen_client;

GRANT SELECT,INSERT ON TABLE public.availabilities TO ripen_agency;
GRANT SELECT ON TABLE public.availabilities TO ripen_worker;

GRANT SELECT ON TABLE public.balance_days TO ripen_agency;
GRANT SELECT,INSERT ON TABLE public.balance_days TO ripen_worker;
GRANT SELECT ON TABLE public.balance_days TO ripen_client;

GRANT SELECT ON TABLE public.balance_now TO ripen_agency;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.balance_now TO ripen_worker;
GRANT SELECT ON TABLE public.balance_now TO ripen_client;

GRANT SELECT ON TABLE public.balance_statements TO ripen_agency;
GRANT SELECT,INSERT,UPDATE ON TABLE public.balance_statements TO ripen_worker;

GRANT SELECT,INSERT,DELETE ON TABLE public.barred_pairs TO ripen_agency;

GRANT SELECT ON TABLE public.board_acts TO ripen_agency;
GRANT SELECT ON TABLE public.board_acts TO ripen_worker;
GRANT SELECT,INSERT ON TABLE public.board_acts TO ripen_client;

GRANT SELECT,INSERT ON TABLE public.call_costs TO ripen_agency;
GRANT SELECT,INSERT ON TABLE public.call_costs TO ripen_client;
GRANT SELECT ON TABLE public.call_costs TO ripen_worker;

GRANT SELECT,INSERT,UPDATE ON TABLE public.claims TO ripen_agency;
GRANT SELECT,INSERT,UPDATE ON TABLE public.claims TO ripen_worker;

GRANT SELECT,INSERT,UPDATE ON TABLE public.clients TO ripen_agency;
GRANT SELECT ON TABLE public.clients TO ripen_door;
GRANT SELECT ON TABLE public.clients TO ripen_worker;
GRANT SELECT ON TABLE public.clients TO ripen_intake;
GRANT SELECT ON TABLE public.clients TO ripen_client;

GRANT SELECT,INSERT ON TABLE public.close_outs TO ripen_agency;
GRANT SELECT,INSERT ON TABLE public.close_outs TO ripen_worker;
GRANT SELECT,INSERT ON TABLE public.close_outs TO ripen_client;

GRANT SELECT,INSERT,DELETE ON TABLE public.closed_days TO ripen_agency;
GRANT SELECT,INSERT,DELETE ON TABLE public.closed_days TO ripen_client;
GRANT SELECT ON TABLE public.closed_days TO ripen_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.coaching_effects TO ripen_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.coaching_effects TO ripen_agency;
GRANT SELECT ON TABLE public.coaching_effects TO ripen_client;

GRANT SELECT,INSERT,DELETE ON TABLE public.coaching_words TO ripen_agency;
GRANT SELECT,INSERT ON TABLE public.coaching_words TO ripen_client;

GRANT SELECT,INSERT ON TABLE public.coachings TO ripen_agency;
GRANT SELECT ON TABLE public.coachings TO ripen_worker;
GRANT SELECT,INSERT ON TABLE public.coachings TO ripen_client;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.cohort_decisions TO ripen_agency;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.cohort_decisions TO ripen_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.cohort_events TO ripen_agency;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.cohort_events TO ripen_worker;

GRANT SELECT,INSERT,UPDATE ON TABLE public.consents TO ripen_agency;
GRANT SELECT,INSERT,UPDATE ON TABLE public.consents TO ripen_worker;

GRANT SELECT,INSERT,UPDATE ON TABLE public.contact_plans TO ripen_agency;
GRANT SELECT ON TABLE public.contact_plans TO ripen_worker;

GRANT SELECT,INSERT,UPDATE ON TABLE public.contacts TO ripen_agency;
GRANT SELECT,INSERT,UPDATE ON TABLE public.contacts TO ripen_worker;
GRANT SELECT,INSERT ON TABLE public.contacts TO ripen_client;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.credentials TO ripen_door;

GRANT SELECT,INSERT,UPDATE ON TABLE public.criteria TO ripen_agency;
GRANT SELECT ON TABLE public.criteria TO ripen_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customer_marks TO ripen_agency;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customer_marks TO ripen_worker;
GRANT SELECT,INSERT ON TABLE public.customer_marks TO ripen_client;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customer_runs TO ripen_agency;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customer_runs TO ripen_worker;
GRANT SELECT ON TABLE public.customer_runs TO ripen_client;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customer_scopes TO ripen_agency;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customer_scopes TO ripen_worker;
GRANT SELECT ON TABLE public.customer_scopes TO ripen_client;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers TO ripen_agency;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers TO ripen_worker;
GRANT SELECT ON TABLE public.customers TO ripen_client;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.decision_days TO ripen_agency;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.decision_days TO ripen_worker;
GRANT SELECT ON TABLE public.decision_days TO ripen_client;

GRANT SELECT,INSERT ON TABLE public.decisions TO ripen_agency;
GRANT SELECT,INSERT ON TABLE public.decisions TO ripen_worker;

GRANT SELECT,INSERT ON TABLE public.deeds TO ripen_agency;
GRANT SELECT ON TABLE public.deeds TO ripen_worker;

GRANT SELECT,INSERT,UPDATE ON TABLE public.devices TO ripen_agency;
GRANT SELECT,INSERT,UPDATE ON TABLE public.devices TO ripen_worker;
GRANT SELECT,INSERT ON TABLE public.devices TO ripen_client;

GRANT UPDATE(ended_at) ON TABLE public.devices TO ripen_client;

GRANT SELECT,INSERT,UPDATE ON TABLE public.do_not_call TO ripen_agency;
GRANT SELECT,INSERT ON TABLE public.do_not_call TO ripen_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.drafts TO ripen_agency;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.drafts TO ripen_worker;

GRANT SELECT,INSERT,UPDATE ON TABLE public.draws TO ripen_agency;
GRANT SELECT,INSERT,UPDATE ON TABLE public.draws TO ripen_worker;

GRANT SELECT,INSERT,UPDATE ON TABLE public.endpoint_secrets TO ripen_agency;
GRANT SELECT,INSERT,UPDATE ON TABLE public.endpoint_secrets TO ripen_worker;
GRANT INSERT ON TABLE public.endpoint_secrets TO ripen_client;

GRANT SELECT(id) ON TABLE public.endpoint_secrets TO ripen_client;

GRANT SELECT(client_id) ON TABLE public.endpoint_secrets TO ripen_client;

GRANT SELECT(endpoint_id) ON TABLE public.endpoint_secrets TO ripen_client;

GRANT SELECT(made_at) ON TABLE public.endpoint_secrets TO ripen_client;

GRANT SELECT(valid_until),UPDATE(valid_until) ON TABLE public.endpoint_secrets TO ripen_client;

GRANT SELECT,INSERT,UPDATE ON TABLE public.endpoints TO ripen_agency;
GRANT SELECT,INSERT,UPDATE ON TABLE public.endpoints TO ripen_worker;
GRANT SELECT,INSERT ON TABLE public.endpoints TO ripen_client;

GRANT UPDATE(name) ON TABLE public.endpoints TO ripen_client;

GRANT UPDATE(url) ON TABLE public.endpoints TO ripen_client;

GRANT UPDATE(events) ON TABLE public.endpoints TO ripen_client;

GRANT UPDATE(state) ON TABLE public.endpoints TO ripen_client;

GRANT UPDATE(disabled_why) ON TABLE public.endpoints TO ripen_client;

GRANT UPDATE(disabled_at) ON TABLE public.endpoints TO ripen_client;

GRANT UPDATE(held_until) ON TABLE public.endpoints TO ripen_client;

GRANT UPDATE(removed_at) ON TABLE public.endpoints TO ripen_client;

GRANT SELECT ON TABLE public.feeds TO ripen_door;
GRANT SELECT,INSERT ON TABLE public.feeds TO ripen_client;

GRANT UPDATE(revoked_at) ON TABLE public.feeds TO ripen_client;

GRANT SELECT ON TABLE public.follow_up_acknowledgements TO ripen_agency;
GRANT SELECT ON TABLE public.follow_up_acknowledgements TO ripen_worker;
GRANT SELECT,INSERT ON TABLE public.follow_up_acknowledgements TO ripen_client;

GRANT SELECT,INSERT,UPDATE ON TABLE public.follow_up_policies TO ripen_agency;
GRANT SELECT,INSERT,UPDATE ON TABLE public.follow_up_policies TO ripen_client;
GRANT SELECT ON TABLE public.follow_up_policies TO ripen_worker;

GRANT SELECT,INSERT,UPDATE ON TABLE public.form_tokens TO ripen_agency;
GRANT SELECT,INSERT,UPDATE ON TABLE public.form_tokens TO ripen_client;
GRANT INSERT ON TABLE public.form_tokens TO ripen_intake;
GRANT SELECT,INSERT,DELETE ON TABLE public.form_tokens TO ripen_door;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.grade_days TO ripen_agency;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.grade_days TO ripen_worker;
GRANT SELECT ON TABLE public.grade_days TO ripen_client;

GRANT SELECT,INSERT ON TABLE public.gradings TO ripen_agency;
GRANT SELECT,INSERT ON TABLE public.gradings TO ripen_worker;

GRANT SELECT,INSERT ON TABLE public.handovers TO ripen_agency;
GRANT SELECT,INSERT ON TABLE public.handovers TO ripen_worker;
GRANT SELECT,INSERT ON TABLE public.handovers TO ripen_client;

GRANT SELECT,INSERT,UPDATE ON TABLE public.holds TO ripen_agency;
GRANT SELECT,UPDATE ON TABLE public.holds TO ripen_worker;

GRANT SELECT,INSERT,DELETE ON TABLE public.import_chunks TO ripen_agency;
GRANT SELECT,INSERT,DELETE ON TABLE public.import_chunks TO ripen_worker;

GRANT SELECT,INSERT,UPDATE ON TABLE public.imports TO ripen_agency;
GRANT SELECT,INSERT,UPDATE ON TABLE public.imports TO ripen_worker;

GRANT SELECT,INSERT,UPDATE ON TABLE public.inquiries TO ripen_agency;
GRANT SELECT,INSERT,UPDATE ON TABLE public.inquiries TO ripen_worker;

GRANT SELECT,INSERT,UPDATE ON TABLE public.lead_contacts TO ripen_agency;
GRANT SELECT,INSERT,UPDATE ON TABLE public.lead_contacts TO ripen_worker;
GRANT SELECT,INSERT ON TABLE public.lead_contacts TO ripen_client;

GRANT UPDATE(name) ON TABLE public.lead_contacts TO ripen_client;

GRANT UPDATE(title) ON TABLE public.lead_contacts TO ripen_client;

GRANT UPDATE(role) ON TABLE public.lead_contacts TO ripen_client;

GRANT UPDATE(phone) ON TABLE public.lead_contacts TO ripen_client;

GRANT UPDATE(email) ON TABLE public.lead_contacts TO ripen_client;

GRANT UPDATE(reached_at) ON TABLE public.lead_contacts TO ripen_client;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.lead_facts TO ripen_agency;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.lead_facts TO ripen_worker;

GRANT SELECT(lead_id) ON TABLE public.lead_facts TO ripen_client;

GRANT SELECT(client_id) ON TABLE public.lead_facts TO ripen_client;

GRANT SELECT(source_id) ON TABLE public.lead_facts TO ripen_client;

GRANT SELECT(program_id) ON TABLE public.lead_facts TO ripen_client;

GRANT SELECT(version) ON TABLE public.lead_facts TO ripen_client;

GRANT SELECT(came) ON TABLE public.lead_facts TO ripen_client;

GRANT SELECT(released_on) ON TABLE public.lead_facts TO ripen_client;

GRANT SELECT(product) ON TABLE public.lead_facts TO ripen_client;

GRANT SELECT(region) ON TABLE public.lead_facts TO ripen_client;

GRANT SELECT(country) ON TABLE public.lead_facts TO ripen_client;

GRANT SELECT(followed) ON TABLE public.lead_facts TO ripen_client;

GRANT SELECT(outcome) ON TABLE public.lead_facts TO ripen_client;

GRANT SELECT(closed_on) ON TABLE public.lead_facts TO ripen_client;

GRANT SELECT(cause) ON TABLE public.lead_facts TO ripen_client;

GRANT SELECT(price) ON TABLE public.lead_facts TO ripen_client;

GRANT SELECT(lost_to) ON TABLE public.lead_facts TO ripen_client;

GRANT SELECT(orders) ON TABLE public.lead_facts TO ripen_client;

GRANT SELECT(ordered_on) ON TABLE public.lead_facts TO ripen_client;

GRANT SELECT,INSERT ON TABLE public.lead_reports TO ripen_agency;
GRANT SELECT,INSERT ON TABLE public.lead_reports TO ripen_worker;
GRANT SELECT,INSERT ON TABLE public.lead_reports TO ripen_client;

GRANT SELECT,INSERT,UPDATE ON TABLE public.leads TO ripen_agency;
GRANT SELECT,INSERT,UPDATE ON TABLE public.leads TO ripen_worker;
GRANT SELECT ON TABLE public.leads TO ripen_client;

GRANT UPDATE(partner_id) ON TABLE public.leads TO ripen_client;

GRANT UPDATE(process_id) ON TABLE public.leads TO ripen_client;

GRANT UPDATE(steps) ON TABLE public.leads TO ripen_client;

GRANT UPDATE(rep_id) ON TABLE public.leads TO ripen_client;

GRANT UPDATE(assigned_why) ON TABLE public.leads TO ripen_client;

GRANT UPDATE(accepted_at) ON TABLE public.leads TO ripen_client;

GRANT UPDATE(contacted_at) ON TABLE public.leads TO ripen_client;

GRANT UPDATE(updated_at) ON TABLE public.leads TO ripen_client;

GRANT UPDATE(step) ON TABLE public.leads TO ripen_client;

GRANT UPDATE(next_at) ON TABLE public.leads TO ripen_client;

GRANT UPDATE(next_what) ON TABLE public.leads TO ripen_client;

GRANT UPDATE(outcome) ON TABLE public.leads TO ripen_client;

GRANT UPDATE(closed_at) ON TABLE public.leads TO ripen_client;

GRANT UPDATE(process_why) ON TABLE public.leads TO ripen_client;

GRANT UPDATE(assigned_at) ON TABLE public.leads TO ripen_client;

GRANT SELECT,INSERT,UPDATE ON TABLE public.letters TO ripen_agency;
GRANT SELECT,INSERT,UPDATE ON TABLE public.letters TO ripen_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.links TO ripen_door;
GRANT INSERT ON TABLE public.links TO ripen_agency;

GRANT SELECT,INSERT ON TABLE public.mail_bounces TO ripen_agency;
GRANT SELECT,INSERT ON TABLE public.mail_bounces TO ripen_worker;

GRANT SELECT,INSERT ON TABLE public.mails TO ripen_agency;
GRANT INSERT ON TABLE public.mails TO ripen_door;
GRANT INSERT ON TABLE public.mails TO ripen_worker;

GRANT SELECT,INSERT ON TABLE public.market_acts TO ripen_agency;
GRANT SELECT,INSERT ON TABLE public.market_acts TO ripen_client;
GRANT SELECT ON TABLE public.market_acts TO ripen_worker;

GRANT SELECT,INSERT ON TABLE public.market_years TO ripen_agency;
GRANT SELECT ON TABLE public.market_years TO ripen_worker;
GRANT SELECT,INSERT ON TABLE public.market_years TO ripen_client;

GRANT SELECT ON TABLE public.markets_standing TO ripen_agency;
GRANT SELECT ON TABLE public.markets_standing TO ripen_client;
GRANT SELECT ON TABLE public.markets_standing TO ripen_worker;

GRANT SELECT,INSERT,DELETE ON TABLE public.memberships TO ripen_agency;
GRANT SELECT ON TABLE public.memberships TO ripen_worker;

GRANT SELECT,INSERT ON TABLE public.milestones TO ripen_agency;
GRANT SELECT,INSERT ON TABLE public.milestones TO ripen_worker;
GRANT SELECT,INSERT ON TABLE public.milestones TO ripen_client;

GRANT SELECT,INSERT ON TABLE public.moves TO ripen_agency;
GRANT SELECT,INSERT ON TABLE public.moves TO ripen_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notes TO ripen_agency;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notes TO ripen_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.numbers TO ripen_agency;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.numbers TO ripen_worker;

GRANT SELECT,INSERT,UPDATE ON TABLE public.nurture_plans TO ripen_agency;
GRANT SELECT ON TABLE public.nurture_plans TO ripen_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.order_credits TO ripen_agency;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.order_credits TO ripen_worker;

GRANT SELECT(order_id) ON TABLE public.order_credits TO ripen_client;

GRANT SELECT(client_id) ON TABLE public.order_credits TO ripen_client;

GRANT SELECT(lead_id) ON TABLE public.order_credits TO ripen_client;

GRANT SELECT(source_id) ON TABLE public.order_credits TO ripen_client;

GRANT SELECT(program_id) ON TABLE public.order_credits TO ripen_client;

GRANT SELECT(came) ON TABLE public.order_credits TO ripen_client;

GRANT SELECT(ordered_on) ON TABLE public.order_credits TO ripen_client;

GRANT SELECT(first) ON TABLE public.order_credits TO ripen_client;

GRANT SELECT(last) ON TABLE public.order_credits TO ripen_client;

GRANT SELECT(even) ON TABLE public.order_credits TO ripen_client;

GRANT SELECT(worth) ON TABLE public.order_credits TO ripen_client;

GRANT SELECT(worth_even) ON TABLE public.order_credits TO ripen_client;

GRANT SELECT(product) ON TABLE public.order_credits TO ripen_client;

GRANT SELECT(followed) ON TABLE public.order_credits TO ripen_client;

GRANT SELECT(ripened) ON TABLE public.order_credits TO ripen_client;

GRANT SELECT(again) ON TABLE public.order_credits TO ripen_client;

GRANT SELECT,INSERT ON TABLE public.orders TO ripen_agency;
GRANT SELECT,INSERT ON TABLE public.orders TO ripen_worker;
GRANT SELECT,INSERT ON TABLE public.orders TO ripen_client;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organisation_notes TO ripen_agency;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organisation_notes TO ripen_worker;

GRANT SELECT,INSERT,UPDATE ON TABLE public.organisations TO ripen_agency;
GRANT SELECT,INSERT,UPDATE ON TABLE public.organisations TO ripen_worker;

GRANT SELECT,INSERT,UPDATE ON TABLE public.partners TO ripen_agency;
GRANT SELECT ON TABLE public.partners TO ripen_client;
GRANT SELECT ON TABLE public.partners TO ripen_worker;

GRANT SELECT,INSERT,UPDATE ON TABLE public.persons TO ripen_agency;
GRANT SELECT,INSERT,UPDATE ON TABLE public.persons TO ripen_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.presences TO ripen_agency;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.presences TO ripen_worker;

GRANT SELECT ON TABLE public.process_changes TO ripen_agency;
GRANT SELECT ON TABLE public.process_changes TO ripen_worker;
GRANT SELECT,INSERT ON TABLE public.process_changes TO ripen_client;

GRANT SELECT,INSERT,UPDATE ON TABLE public.processes TO ripen_agency;
GRANT SELECT ON TABLE public.processes TO ripen_worker;
GRANT SELECT ON TABLE public.processes TO ripen_client;

GRANT SELECT,INSERT ON TABLE public.program_fees TO ripen_agency;
GRANT SELECT ON TABLE public.program_fees TO ripen_worker;
GRANT SELECT ON TABLE public.program_fees TO ripen_client;

GRANT SELECT,INSERT ON TABLE public.program_states TO ripen_agency;
GRANT SELECT ON TABLE public.program_states TO ripen_worker;

GRANT SELECT,INSERT,UPDATE ON TABLE public.promises TO ripen_agency;
GRANT SELECT,INSERT,UPDATE ON TABLE public.promises TO ripen_worker;

GRANT SELECT,INSERT,DELETE ON TABLE public.push_answers TO ripen_agency;
GRANT SELECT,INSERT,DELETE ON TABLE public.push_answers TO ripen_worker;
GRANT SELECT ON TABLE public.push_answers TO ripen_client;

GRANT SELECT,INSERT ON TABLE public.push_attempts TO ripen_agency;
GRANT SELECT,INSERT ON TABLE public.push_attempts TO ripen_worker;
GRANT SELECT ON TABLE public.push_attempts TO ripen_client;

GRANT SELECT,INSERT,UPDATE ON TABLE public.pushes TO ripen_agency;
GRANT SELECT,INSERT,UPDATE ON TABLE public.pushes TO ripen_worker;
GRANT SELECT,INSERT ON TABLE public.pushes TO ripen_client;

GRANT UPDATE(sent_at) ON TABLE public.pushes TO ripen_client;

GRANT UPDATE(failed_at) ON TABLE public.pushes TO ripen_client;

GRANT UPDATE(problem) ON TABLE public.pushes TO ripen_client;

GRANT UPDATE(tries) ON TABLE public.pushes TO ripen_client;

GRANT UPDATE(next_at) ON TABLE public.pushes TO ripen_client;

GRANT SELECT,INSERT,UPDATE ON TABLE public.reach_requests TO ripen_agency;
GRANT SELECT,INSERT,UPDATE ON TABLE public.reach_requests TO ripen_worker;
GRANT SELECT,INSERT ON TABLE public.reach_requests TO ripen_client;

GRANT UPDATE(settled_at) ON TABLE public.reach_requests TO ripen_client;

GRANT UPDATE(settled_by) ON TABLE public.reach_requests TO ripen_client;

GRANT UPDATE(answer) ON TABLE public.reach_requests TO ripen_client;

GRANT SELECT,INSERT ON TABLE public.referrals TO ripen_agency;
GRANT SELECT,INSERT ON TABLE public.referrals TO ripen_worker;

GRANT SELECT,INSERT,DELETE ON TABLE public.rejected_rows TO ripen_agency;
GRANT SELECT,INSERT,DELETE ON TABLE public.rejected_rows TO ripen_worker;

GRANT SELECT,INSERT,UPDATE ON TABLE public.releases TO ripen_agency;
GRANT SELECT,INSERT,UPDATE ON TABLE public.releases TO ripen_worker;

GRANT SELECT ON TABLE public.rep_words TO ripen_agency;
GRANT SELECT ON TABLE public.rep_words TO ripen_worker;
GRANT SELECT,INSERT ON TABLE public.rep_words TO ripen_client;

GRANT UPDATE(note) ON TABLE public.rep_words TO ripen_agency;

GRANT UPDATE(heard_at) ON TABLE public.rep_words TO ripen_worker;

GRANT SELECT,INSERT ON TABLE public.report_links TO ripen_worker;
GRANT SELECT ON TABLE public.report_links TO ripen_door;
GRANT SELECT ON TABLE public.report_links TO ripen_client;

GRANT UPDATE(used_at) ON TABLE public.report_links TO ripen_client;

GRANT SELECT,INSERT ON TABLE public.report_withdrawals TO ripen_agency;
GRANT SELECT,INSERT ON TABLE public.report_withdrawals TO ripen_worker;
GRANT SELECT,INSERT ON TABLE public.report_withdrawals TO ripen_client;

GRANT SELECT,INSERT,UPDATE ON TABLE public.returns TO ripen_agency;
GRANT SELECT,INSERT,UPDATE ON TABLE public.returns TO ripen_worker;
GRANT SELECT,INSERT ON TABLE public.returns TO ripen_client;

GRANT SELECT,INSERT,DELETE ON TABLE public.ripening_forecasts TO ripen_worker;
GRANT SELECT ON TABLE public.ripening_forecasts TO ripen_agency;

GRANT SELECT(client_id) ON TABLE public.ripening_forecasts TO ripen_client;

GRANT SELECT(program_id) ON TABLE public.ripening_forecasts TO ripen_client;

GRANT SELECT(week) ON TABLE public.ripening_forecasts TO ripen_client;

GRANT SELECT(expected) ON TABLE public.ripening_forecasts TO ripen_client;

GRANT SELECT(low) ON TABLE public.ripening_forecasts TO ripen_client;

GRANT SELECT(high) ON TABLE public.ripening_forecasts TO ripen_client;

GRANT SELECT,INSERT,DELETE ON TABLE public.ripening_models TO ripen_worker;
GRANT SELECT ON TABLE public.ripening_models TO ripen_agency;

GRANT SELECT,INSERT ON TABLE public.ripening_switches TO ripen_agency;
GRANT SELECT ON TABLE public.ripening_switches TO ripen_worker;

GRANT SELECT,INSERT,DELETE ON TABLE public.rollup_marks TO ripen_agency;
GRANT SELECT,INSERT,DELETE ON TABLE public.rollup_marks TO ripen_worker;
GRANT INSERT ON TABLE public.rollup_marks TO ripen_client;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.routings TO ripen_agency;
GRANT SELECT ON TABLE public.routings TO ripen_worker;

GRANT SELECT,INSERT,DELETE ON TABLE public.screened_numbers TO ripen_agency;
GRANT SELECT ON TABLE public.screened_numbers TO ripen_worker;

GRANT SELECT,INSERT,UPDATE ON TABLE public.screening_lists TO ripen_agency;
GRANT SELECT ON TABLE public.screening_lists TO ripen_worker;

GRANT SELECT,INSERT,UPDATE ON TABLE public.screening_uploads TO ripen_agency;
GRANT SELECT ON TABLE public.screening_uploads TO ripen_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sessions TO ripen_door;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sign_in_failures TO ripen_door;

GRANT SELECT,INSERT ON TABLE public.source_acts TO ripen_agency;
GRANT SELECT ON TABLE public.source_acts TO ripen_client;
GRANT SELECT,INSERT ON TABLE public.source_acts TO ripen_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.source_days TO ripen_agency;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.source_days TO ripen_worker;
GRANT SELECT ON TABLE public.source_days TO ripen_client;

GRANT SELECT ON TABLE public.source_letters TO ripen_agency;
GRANT SELECT,INSERT ON TABLE public.source_letters TO ripen_worker;

GRANT SELECT,INSERT ON TABLE public.source_sights TO ripen_agency;
GRANT SELECT ON TABLE public.source_sights TO ripen_worker;
GRANT SELECT,INSERT ON TABLE public.source_sights TO ripen_client;

GRANT SELECT ON TABLE public.source_watches TO ripen_agency;
GRANT SELECT,INSERT,UPDATE ON TABLE public.source_watches TO ripen_worker;
GRANT SELECT ON TABLE public.source_watches TO ripen_client;

GRANT SELECT,INSERT,UPDATE ON TABLE public.sources TO ripen_agency;
GRANT SELECT,INSERT ON TABLE public.sources TO ripen_worker;

GRANT SELECT(id),INSERT(id) ON TABLE public.sources TO ripen_client;
GRANT SELECT(id) ON TABLE public.sources TO ripen_door;

GRANT SELECT(client_id),INSERT(client_id) ON TABLE public.sources TO ripen_client;
GRANT SELECT(client_id) ON TABLE public.sources TO ripen_door;

GRANT SELECT(program_id) ON TABLE public.sources TO ripen_client;
GRANT SELECT(program_id) ON TABLE public.sources TO ripen_door;

GRANT SELECT(name),INSERT(name) ON TABLE public.sources TO ripen_client;

GRANT SELECT(medium),INSERT(medium) ON TABLE public.sources TO ripen_client;

GRANT SELECT(audience) ON TABLE public.sources TO ripen_client;

GRANT SELECT(form_key) ON TABLE public.sources TO ripen_door;
GRANT INSERT(form_key) ON TABLE public.sources TO ripen_client;

GRANT SELECT(form_open) ON TABLE public.sources TO ripen_door;

GRANT SELECT(form_title) ON TABLE public.sources TO ripen_door;

GRANT SELECT(form_intro) ON TABLE public.sources TO ripen_door;

GRANT SELECT(created_at),INSERT(created_at) ON TABLE public.sources TO ripen_client;

GRANT SELECT(title) ON TABLE public.sources TO ripen_client;

GRANT SELECT(merged_into) ON TABLE public.sources TO ripen_client;

GRANT SELECT(counts_as) ON TABLE public.sources TO ripen_client;

GRANT SELECT(label) ON TABLE public.sources TO ripen_client;

GRANT SELECT,INSERT ON TABLE public.spend_acts TO ripen_agency;
GRANT SELECT,INSERT ON TABLE public.spend_acts TO ripen_client;
GRANT SELECT ON TABLE public.spend_acts TO ripen_worker;

GRANT SELECT ON TABLE public.spends TO ripen_worker;
GRANT SELECT,INSERT ON TABLE public.spends TO ripen_agency;
GRANT SELECT,INSERT ON TABLE public.spends TO ripen_client;

GRANT UPDATE(ended_by) ON TABLE public.spends TO ripen_agency;
GRANT UPDATE(ended_by) ON TABLE public.spends TO ripen_client;

GRANT SELECT ON TABLE public.spend_by_month TO ripen_agency;
GRANT SELECT ON TABLE public.spend_by_month TO ripen_client;
GRANT SELECT ON TABLE public.spend_by_month TO ripen_worker;

GRANT SELECT ON TABLE public.statements TO ripen_agency;
GRANT SELECT ON TABLE public.statements TO ripen_client;
GRANT SELECT,INSERT,UPDATE ON TABLE public.statements TO ripen_worker;

GRANT SELECT,INSERT ON TABLE public.stay_kinds TO ripen_agency;
GRANT SELECT,INSERT ON TABLE public.stay_kinds TO ripen_worker;

GRANT SELECT,INSERT,UPDATE ON TABLE public.stays TO ripen_agency;
GRANT SELECT,INSERT,UPDATE ON TABLE public.stays TO ripen_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.step_dots TO ripen_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.step_dots TO ripen_agency;
GRANT SELECT ON TABLE public.step_dots TO ripen_client;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.step_figures TO ripen_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.step_figures TO ripen_agency;
GRANT SELECT ON TABLE public.step_figures TO ripen_client;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.step_runs TO ripen_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.step_runs TO ripen_agency;
GRANT SELECT ON TABLE public.step_runs TO ripen_client;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.step_spreads TO ripen_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.step_spreads TO ripen_agency;
GRANT SELECT ON TABLE public.step_spreads TO ripen_client;

GRANT SELECT,INSERT,UPDATE ON TABLE public.submissions TO ripen_agency;
GRANT SELECT,INSERT,UPDATE ON TABLE public.submissions TO ripen_worker;
GRANT INSERT ON TABLE public.submissions TO ripen_intake;

GRANT SELECT,INSERT ON TABLE public.survey_answers TO ripen_agency;
GRANT SELECT,INSERT ON TABLE public.survey_answers TO ripen_worker;

GRANT SELECT,INSERT,DELETE ON TABLE public.survey_figures TO ripen_agency;
GRANT SELECT,INSERT,DELETE ON TABLE public.survey_figures TO ripen_worker;
GRANT SELECT ON TABLE public.survey_figures TO ripen_client;

GRANT SELECT,INSERT,UPDATE ON TABLE public.survey_questions TO ripen_agency;
GRANT SELECT,INSERT,UPDATE ON TABLE public.survey_questions TO ripen_worker;

GRANT SELECT,INSERT,UPDATE ON TABLE public.survey_shares TO ripen_agency;
GRANT SELECT ON TABLE public.survey_shares TO ripen_worker;

GRANT SELECT,INSERT,DELETE ON TABLE public.survey_words TO ripen_agency;
GRANT SELECT,INSERT,DELETE ON TABLE public.survey_words TO ripen_worker;

GRANT SELECT,INSERT,UPDATE ON TABLE public.touches TO ripen_agency;
GRANT SELECT,INSERT,UPDATE ON TABLE public.touches TO ripen_worker;

GRANT SELECT,INSERT ON TABLE public.windows TO ripen_agency;
GRANT SELECT,INSERT ON TABLE public.windows TO ripen_worker;

GRANT SELECT,INSERT ON TABLE public.withdrawals TO ripen_agency;
GRANT SELECT,INSERT ON TABLE public.withdrawals TO ripen_worker;
