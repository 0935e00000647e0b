package store

import (
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgtype"
)

// An id travels in its 16 bytes. Without this pgx tries it in vain as a composite type
// first and then has it written and read as text: each id a microsecond or two, and a
// call has some eighty of them.
type wireID uuid.UUID

// UUIDValue is how pgx asks for an id.
func (id wireID) UUIDValue() (pgtype.UUID, error) { return pgtype.UUID{Bytes: id, Valid: true}, nil }

// ScanUUID is how pgx hands an id over; NULL is NoID, as uuid.UUID itself reads it.
func (id *wireID) ScanUUID(v pgtype.UUID) error {
	*id = v.Bytes
	return nil
}

// knowIDs teaches a connection's types what an ID is.
func knowIDs(types *pgtype.Map) {
	types.TryWrapEncodePlanFuncs = append([]pgtype.TryWrapEncodePlanFunc{wrapEncodeID}, types.TryWrapEncodePlanFuncs...)
	types.TryWrapScanPlanFuncs = append([]pgtype.TryWrapScanPlanFunc{wrapScanID}, types.TryWrapScanPlanFuncs...)
}

func wrapEncodeID(value any) (pgtype.WrappedEncodePlanNextSetter, any, bool) {
	if id, ok := value.(uuid.UUID); ok {
		return &encodeID{}, wireID(id), true
	}
	return nil, nil, false
}

type encodeID struct{ next pgtype.EncodePlan }

func (p *encodeID) SetNext(next pgtype.EncodePlan) { p.next = next }

func (p *encodeID) Encode(value any, buf []byte) ([]byte, error) {
	return p.next.Encode(wireID(value.(uuid.UUID)), buf)
}

func wrapScanID(target any) (pgtype.WrappedScanPlanNextSetter, any, bool) {
	if id, ok := target.(*uuid.UUID); ok {
		return &scanID{}, (*wireID)(id), true
	}
	return nil, nil, false
}

type scanID struct{ next pgtype.ScanPlan }

func (p *scanID) SetNext(next pgtype.ScanPlan) { p.next = next }

func (p *scanID) Scan(src []byte, target any) error {
	return p.next.Scan(src, (*wireID)(target.(*uuid.UUID)))
}
