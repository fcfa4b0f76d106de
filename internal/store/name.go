package store

import (
	"fmt"
	"path/filepath"
	"strings"
)

const (
	keyLen      = 64 // hex digits of a SHA-256
	shards      = 256
	entrySuffix = ".entry"
	tempSuffix  = ".tmp"
	lockSuffix  = ".lock"
	lockFolder  = "locks"
)

// checkKey refuses what is not 64 lower-case hex digits, so that no key is ever
// a path.
func checkKey(key string) error {
	if !isKey(key) {
		return fmt.Errorf("cache key %.80q is not %d hex digits", key, keyLen)
	}
	return nil
}

func isKey(s string) bool {
	return len(s) == keyLen && strings.Trim(s, "0123456789abcdef") == ""
}

func shardName(i int) string { return fmt.Sprintf("%02x", i) }

func (s *Store) entryPath(key string) string {
	return filepath.Join(s.dir, key[:2], key+entrySuffix)
}

func (s *Store) lockPath(key string) string {
	return filepath.Join(s.dir, lockFolder, key+lockSuffix)
}

// tempPattern is for os.CreateTemp, which puts digits in the star's place.
func tempPattern(key string) string { return "." + key + ".*" + tempSuffix }

// entryKey returns the key in the name of an entry file of a shard.
func entryKey(shard, name string) (string, bool) {
	key, ok := strings.CutSuffix(name, entrySuffix)
	return key, ok && isKey(key) && key[:2] == shard
}

// isTemp recognises the temporary files of a shard.
func isTemp(shard, name string) bool {
	rest, ok := strings.CutSuffix(name, tempSuffix)
	if !ok || len(rest) < keyLen+3 || rest[0] != '.' || rest[keyLen+1] != '.' {
		return false
	}
	key, digits := rest[1:keyLen+1], rest[keyLen+2:]
	return isKey(key) && key[:2] == shard && strings.Trim(digits, "0123456789") == ""
}

// lockKey returns the key in the name of a lock file.
func lockKey(name string) (string, bool) {
	key, ok := strings.CutSuffix(name, lockSuffix)
	return key, ok && isKey(key)
}
