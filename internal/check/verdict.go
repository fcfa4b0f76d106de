package check

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
)

// Version is that of the checks: a verdict that was kept counts while these are the
// checks that gave it. A test tells when it has to be raised.
const Version = 1

// VerdictKey returns the key under which the verdict on an input may be kept:
// everything that decides it. input is what Translation or Summary takes.
func VerdictKey(input any) (string, error) {
	b, err := json.Marshal(struct {
		Verdict int `json:"verdict"` // no answer's and no unit's key is made of this
		Input   any `json:"input"`
	}{Version, input})
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:]), nil
}

// keptFinding is a finding with all that it says.
type keptFinding struct {
	Finding
	Repair bool `json:"repair,omitempty"`
}

// EncodeVerdict returns findings as they are kept.
func EncodeVerdict(findings []Finding) ([]byte, error) {
	kept := make([]keptFinding, len(findings))
	for i, f := range findings {
		kept[i] = keptFinding{f, f.Repair}
	}
	return json.Marshal(kept)
}

// DecodeVerdict reads what EncodeVerdict has made.
func DecodeVerdict(b []byte) ([]Finding, error) {
	var kept []keptFinding
	if err := json.Unmarshal(b, &kept); err != nil {
		return nil, err
	}
	var findings []Finding
	for _, k := range kept {
		k.Finding.Repair = k.Repair
		findings = append(findings, k.Finding)
	}
	return findings, nil
}
