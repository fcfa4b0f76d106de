package batch

import (
	"fmt"
	"os"
	"sync"
)

// spoolMemory is how many bytes of waiting output stay in memory: what some
// hundred articles come to.
const spoolMemory = 8 << 20

// Spool keeps pieces of output that wait for their turn behind a slow article: in
// memory up to a bound, beyond it in a temporary file. It may be used by many
// goroutines. The zero value is ready.
type Spool struct {
	mu     sync.Mutex
	memory int      // bytes in memory
	file   *os.File // nil until it is needed
	end    int64    // of what is in the file
	inFile int      // pieces in the file
}

// Piece is something kept in a Spool.
type Piece struct {
	data []byte
	at   int64
	n    int // 0 for a piece in memory
}

// Keep takes data, which belongs to the spool from then on.
func (s *Spool) Keep(data []byte) (Piece, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.memory+len(data) <= spoolMemory {
		s.memory += len(data)
		return Piece{data: data}, nil
	}
	if s.file == nil {
		f, err := os.CreateTemp("", "mujaz-*.tmp")
		if err != nil {
			return Piece{}, fmt.Errorf("keep results that wait for their turn: %w", cause(err))
		}
		_ = os.Remove(f.Name()) // where an open file can go, it leaves nothing behind
		s.file = f
	}
	p := Piece{at: s.end, n: len(data)}
	if _, err := s.file.WriteAt(data, s.end); err != nil {
		return Piece{}, fmt.Errorf("keep results that wait for their turn: %w", cause(err))
	}
	s.end += int64(len(data))
	s.inFile++
	return p, nil
}

// Take returns a piece and forgets it.
func (s *Spool) Take(p Piece) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p.n == 0 {
		s.memory -= len(p.data)
		return p.data, nil
	}
	data := make([]byte, p.n)
	if _, err := s.file.ReadAt(data, p.at); err != nil {
		return nil, fmt.Errorf("read results that waited for their turn: %w", cause(err))
	}
	if s.inFile--; s.inFile == 0 {
		s.end = 0 // the file is written over from its beginning
	}
	return data, nil
}

// Close removes the file.
func (s *Spool) Close() error {
	if s.file == nil {
		return nil
	}
	err := s.file.Close()
	_ = os.Remove(s.file.Name()) // gone already, but on Windows
	return err
}
