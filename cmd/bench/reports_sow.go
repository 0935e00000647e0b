package main

import (
	"context"
	_ "embed"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
)

//go:embed reports_ground.sql
var reportsGround string

//go:embed reports.sql
var reportsSow string

// An agency of forty clients, two years in. The first clients have most of it.
const (
	reportClients = 40
	reportSources = 12
	reportMonths  = 24
	reportDays    = 730
)

// reportTables are those that the inquiries and what came of them are sown into.
var reportTables = []string{"inquiries", "persons", "arrivals", "gradings", "leads", "close_outs", "orders"}

// sownReports runs fn on a database with so many inquiries: on the kept one where the
// ground keeps any and has it already.
func sownReports(ctx context.Context, g *ground, rows int, fn func(f *field, at time.Time) error) error {
	if !g.kept {
		return withField(ctx, g, func(f *field) error {
			at := time.Now()
			if err := f.sowReports(ctx, at, rows); err != nil {
				return err
			}
			return fn(f, at)
		})
	}
	like := []string{reportsGround, reportsSow, strconv.Itoa(rows)}
	f, at, err := g.keptField(ctx, "reports_"+strconv.Itoa(rows), like...)
	if f != nil {
		defer func() { _ = f.close(context.WithoutCancel(ctx)) }()
	}
	if err != nil {
		return err
	}
	if at.IsZero() {
		at = time.Now().UTC().Truncate(time.Second)
		if err := f.sowReports(ctx, at, rows); err != nil {
			return err
		}
		if err := f.remember(ctx, at, like...); err != nil {
			return err
		}
	}
	return fn(f, at)
}

func (f *field) sowReports(ctx context.Context, at time.Time, rows int) error {
	if err := f.superuser(ctx, func(conn *pgx.Conn) error {
		_, err := conn.Exec(ctx, reportsGround, at, reportClients, reportSources, reportMonths)
		return err
	}); err != nil {
		return fmt.Errorf("clients: %w", err)
	}
	if err := f.load(ctx, reportTables, rows, func(ctx context.Context, conn *pgx.Conn, first, last int) error {
		_, err := conn.Exec(ctx, reportsSow, first, last, at, reportClients, reportSources, reportDays)
		return err
	}); err != nil {
		return err
	}
	if err := f.lookedAfter(ctx, reportTables); err != nil {
		return err
	}
	return f.settleDown(ctx)
}
