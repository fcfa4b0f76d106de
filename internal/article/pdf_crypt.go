package article

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
)

// pdfCrypt decrypts a file that opens without a password: the standard security
// handler with an empty user password (ISO 32000-2, 7.6), as files have that
// only forbid printing or copying.
type pdfCrypt struct {
	key []byte
	aes bool
	v5  bool // 256-bit keys, the same for every object
}

// pdfPadding fills a password to 32 bytes (ISO 32000-2, 7.6.4.3.2).
const pdfPadding = "\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08" +
	"\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A"

// decrypt decrypts all streams of an encrypted file, and all strings outside of
// them. Faults if a password is needed.
func (f *pdfFile) decrypt() {
	if f.trailer["Encrypt"] == nil {
		return
	}
	d := f.dict(f.trailer["Encrypt"])
	f.crypt = f.openCrypt(d)
	if f.crypt == nil {
		failPDF("%w", errEncrypted)
	}
	own, _ := f.trailer["Encrypt"].(pdfRef)
	for ref, v := range f.objects {
		if ref != own || own == 0 {
			f.objects[ref] = f.crypt.value(ref, v)
		}
	}
}

// openCrypt derives the key, or returns nil if the empty password is wrong or
// the method is not known.
func (f *pdfFile) openCrypt(d pdfDict) *pdfCrypt {
	version, revision := int(f.num(d["V"])), int(f.num(d["R"]))
	if f.name(d["Filter"]) != "Standard" {
		return nil
	}
	c := &pdfCrypt{v5: version == 5}
	length := int(f.num(d["Length"])) / 8
	switch version {
	case 1:
		length = 5
	case 2:
	case 4, 5:
		filter := f.dict(f.dict(d["CF"])[f.name(d["StmF"])])
		method := f.name(filter["CFM"])
		c.aes = method == "AESV2" || method == "AESV3"
		if !c.aes && method != "V2" {
			return nil
		}
		length = 16
	default:
		return nil
	}
	if c.v5 {
		c.key = f.key256(d, revision)
	} else {
		c.key = f.key128(d, revision, length)
	}
	if c.key == nil {
		return nil
	}
	return c
}

// key128 is algorithm 2 with the check of algorithms 4 and 5.
func (f *pdfFile) key128(d pdfDict, revision, length int) []byte {
	if length < 5 || length > 16 {
		length = 5
	}
	var id string
	if ids := f.array(f.trailer["ID"]); len(ids) > 0 {
		id = f.str(ids[0])
	}
	h := md5.New()
	h.Write([]byte(pdfPadding + f.str(d["O"])))
	h.Write(binary.LittleEndian.AppendUint32(nil, uint32(int64(f.num(d["P"])))))
	h.Write([]byte(id))
	if clear, given := f.get(d["EncryptMetadata"]).(bool); given && !clear && revision >= 4 {
		h.Write([]byte{0xFF, 0xFF, 0xFF, 0xFF})
	}
	key := h.Sum(nil)
	if revision < 3 {
		key = key[:length]
		if f.str(d["U"]) != string(rc4Once(key, []byte(pdfPadding))) {
			return nil
		}
		return key
	}
	for range 50 {
		sum := md5.Sum(key[:length])
		key = sum[:]
	}
	key = key[:length]
	sum := md5.Sum([]byte(pdfPadding + id))
	check := sum[:]
	for i := range 20 {
		turned := bytes.Clone(key)
		for j := range turned {
			turned[j] ^= byte(i)
		}
		check = rc4Once(turned, check)
	}
	if u := f.str(d["U"]); len(u) < 16 || u[:16] != string(check) {
		return nil
	}
	return key
}

func rc4Once(key, data []byte) []byte {
	out := make([]byte, len(data))
	if c, err := rc4.NewCipher(key); err == nil {
		c.XORKeyStream(out, data)
	}
	return out
}

// key256 is algorithm 2.A for the empty user password.
func (f *pdfFile) key256(d pdfDict, revision int) []byte {
	u, wrapped := f.str(d["U"]), f.str(d["UE"])
	if len(u) < 48 || len(wrapped) != 32 {
		return nil
	}
	if string(hash256([]byte(u[32:40]), revision)) != u[:32] {
		return nil
	}
	block, err := aes.NewCipher(hash256([]byte(u[40:48]), revision))
	if err != nil {
		return nil
	}
	key := []byte(wrapped)
	cipher.NewCBCDecrypter(block, make([]byte, 16)).CryptBlocks(key, key)
	return key
}

// hash256 is algorithm 2.B for the empty password and a salt.
func hash256(salt []byte, revision int) []byte {
	sum := sha256.Sum256(salt)
	k := sum[:]
	if revision < 6 {
		return k
	}
	for round := 0; ; round++ {
		e := bytes.Repeat(k, 64)
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(e, e)
		rest := 0
		for _, b := range e[:16] {
			rest += int(b)
		}
		switch rest % 3 {
		case 0:
			s := sha256.Sum256(e)
			k = s[:]
		case 1:
			s := sha512.Sum384(e)
			k = s[:]
		default:
			s := sha512.Sum512(e)
			k = s[:]
		}
		if round >= 63 && int(e[len(e)-1]) <= round-31 {
			return k[:32]
		}
	}
}

// value decrypts the strings and the stream of a value of an object.
func (c *pdfCrypt) value(ref pdfRef, v any) any {
	switch v := v.(type) {
	case string:
		return string(c.bytes(ref, []byte(v)))
	case pdfArray:
		for i := range v {
			v[i] = c.value(ref, v[i])
		}
	case pdfDict:
		for key := range v {
			v[key] = c.value(ref, v[key])
		}
	case pdfStream:
		if v.dict["Type"] != pdfName("XRef") {
			c.value(ref, v.dict)
			v.raw = c.bytes(ref, v.raw)
		}
		return v
	}
	return v
}

// bytes decrypts one string or stream (algorithms 1 and 1.A).
func (c *pdfCrypt) bytes(ref pdfRef, data []byte) []byte {
	key := c.key
	if !c.v5 {
		salted := append(bytes.Clone(key), byte(ref), byte(ref>>8), byte(ref>>16), 0, 0)
		if c.aes {
			salted = append(salted, "sAlT"...)
		}
		sum := md5.Sum(salted)
		key = sum[:min(len(c.key)+5, 16)]
	}
	if !c.aes {
		return rc4Once(key, data)
	}
	data = data[:len(data)/16*16]
	block, err := aes.NewCipher(key)
	if err != nil || len(data) < 32 {
		return nil
	}
	out := make([]byte, len(data)-16)
	cipher.NewCBCDecrypter(block, data[:16]).CryptBlocks(out, data[16:])
	if pad := int(out[len(out)-1]); pad >= 1 && pad <= 16 {
		out = out[:len(out)-pad]
	}
	return out
}
