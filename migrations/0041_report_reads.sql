-- Reports are read as quickly as the roll-ups allow. Who may read is asked once a statement and not once a row (a policy's
-- subselect is evaluated first), which also lets the planner count on rows; orders are read from their index alone.
-- +goose Up
SET ROLE ripen_owner;

ALTER POLICY aggregates ON source_days USING ((SELECT current_duty() IN ('sales_manager', 'marketer')));
ALTER POLICY aggregates ON grade_days USING ((SELECT current_duty() IN ('sales_manager', 'marketer')));
ALTER POLICY aggregates ON decision_days USING ((SELECT current_duty() IN ('sales_manager', 'marketer')));
ALTER POLICY aggregates ON lead_facts USING ((SELECT current_duty() IN ('sales_manager', 'marketer')));
ALTER POLICY aggregates ON order_credits USING ((SELECT current_duty() IN ('sales_manager', 'marketer')));
ALTER POLICY own ON sources USING ((SELECT current_duty() IN ('sales_manager', 'marketer')));
ALTER POLICY own ON spends USING ((SELECT current_duty() IN ('sales_manager', 'marketer')));

DROP INDEX order_credits_came;
CREATE INDEX order_credits_came ON order_credits (client_id, source_id, came) INCLUDE (program_id, ordered_on, first, last, even, worth, worth_even);

RESET ROLE;

-- +goose Down
SET ROLE ripen_owner;
DROP INDEX order_credits_came;
CREATE INDEX order_credits_came ON order_credits (client_id, source_id, came);
ALTER POLICY own ON spends USING (current_duty() IN ('sales_manager', 'marketer'));
ALTER POLICY own ON sources USING (current_duty() IN ('sales_manager', 'marketer'));
ALTER POLICY aggregates ON order_credits USING (current_duty() IN ('sales_manager', 'marketer'));
ALTER POLICY aggregates ON lead_facts USING (current_duty() IN ('sales_manager', 'marketer'));
ALTER POLICY aggregates ON decision_days USING (current_duty() IN ('sales_manager', 'marketer'));
ALTER POLICY aggregates ON grade_days USING (current_duty() IN ('sales_manager', 'marketer'));
ALTER POLICY aggregates ON source_days USING (current_duty() IN ('sales_manager', 'marketer'));
RESET ROLE;
