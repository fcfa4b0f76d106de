package llm

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
)

// keyVersion changes when the meaning of a stored answer does, so that older
// entries are no longer found.
const keyVersion = 1

// Key returns the cache key of the request: 64 hex digits of SHA-256 over its
// canonical JSON. Two requests have one key exactly if they ask the same model
// at the same endpoint the same thing with the same parameters.
func (r Request) Key() string {
	b, err := json.Marshal(struct {
		Version int `json:"v"`
		Request
	}{keyVersion, r})
	if err != nil {
		panic(err) // strings, numbers and bytes always marshal
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
