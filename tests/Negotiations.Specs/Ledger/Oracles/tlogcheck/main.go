// Tlogcheck judges the ledger's proofs with code that nobody here wrote: the Merkle tree, the tiles and the signed notes
// of the Go project (golang.org/x/mod/sumdb). It reads one case a line as JSON and answers one verdict a line.
package main

import (
	"bufio"
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type testCase struct {
	Check    string   `json:"check"`
	Index    int64    `json:"index"`
	Size     int64    `json:"size"`
	From     int64    `json:"from"`
	To       int64    `json:"to"`
	Root     []byte   `json:"root"`
	LeafHash []byte   `json:"leafHash"`
	FromRoot []byte   `json:"fromRoot"`
	ToRoot   []byte   `json:"toRoot"`
	Proof    [][]byte `json:"proof"`
	Entry    []byte   `json:"entry"`
	Vkey     string   `json:"vkey"`
	Text     string   `json:"text"`
	Folder   string   `json:"folder"`
}

type verdict struct {
	Holds bool   `json:"holds"`
	Said  string `json:"said"`
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<24)
	answers := bufio.NewWriter(os.Stdout)
	defer answers.Flush()

	for lines.Scan() {
		// A case that cannot be read is no refusal: it must not pass for agreement.
		var c testCase
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			panic(err)
		}
		answer := verdict{Holds: true}
		if err := judge(c); err != nil {
			answer = verdict{Said: err.Error()}
		}
		line, err := json.Marshal(answer)
		if err != nil {
			panic(err)
		}
		fmt.Fprintf(answers, "%s\n", line)
	}
	if err := lines.Err(); err != nil {
		panic(err)
	}
}

func judge(c testCase) error {
	switch c.Check {
	case "inclusion":
		return tlog.CheckRecord(hashes(c.Proof), c.Size, hash(c.Root), c.Index, hash(c.LeafHash))
	case "consistency":
		return tlog.CheckTree(hashes(c.Proof), c.To, hash(c.ToRoot), c.From, hash(c.FromRoot))
	case "note":
		_, err := open(c.Text, c.Vkey)
		return err
	case "proof":
		return checkProof(c)
	case "members":
		return checkMembers(c)
	case "tiles":
		return checkTiles(c)
	}
	panic("unknown check " + c.Check)
}

// The Go project's own hash type reads JSON without its escapes, so the bytes are read first.
func hash(data []byte) tlog.Hash {
	var h tlog.Hash
	if copy(h[:], data) != len(h) || len(data) != len(h) {
		panic("not a hash")
	}
	return h
}

func hashes(all [][]byte) []tlog.Hash {
	var hs []tlog.Hash
	for _, data := range all {
		hs = append(hs, hash(data))
	}
	return hs
}

func open(text, vkey string) (*note.Note, error) {
	verifier, err := verifierOf(vkey)
	if err != nil {
		return nil, err
	}
	return note.Open([]byte(text), note.VerifierList(verifier))
}

// checkProof follows "Verifying a tlog proof" of C2SP tlog-proof.
func checkProof(c testCase) error {
	parts := strings.SplitN(c.Text, "\n\n", 2)
	if len(parts) != 2 {
		return errors.New("no empty line in the proof")
	}
	lines := strings.Split(parts[0], "\n")
	if lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("not a tlog proof")
	}
	lines = lines[1:]
	if len(lines) > 0 && strings.HasPrefix(lines[0], "extra ") {
		lines = lines[1:]
	}
	if len(lines) == 0 || !strings.HasPrefix(lines[0], "index ") {
		return errors.New("no index")
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[0], "index "), 10, 64)
	if err != nil {
		return err
	}
	var proof tlog.RecordProof
	for _, line := range lines[1:] {
		step, err := tlog.ParseHash(line)
		if err != nil {
			return err
		}
		proof = append(proof, step)
	}
	opened, err := open(parts[1], c.Vkey)
	if err != nil {
		return err
	}
	head := strings.Split(opened.Text, "\n")
	if len(head) < 4 || head[0] != opened.Sigs[0].Name {
		return errors.New("not a checkpoint of that log")
	}
	size, err := strconv.ParseInt(head[1], 10, 64)
	if err != nil {
		return err
	}
	root, err := tlog.ParseHash(head[2])
	if err != nil {
		return err
	}
	return tlog.CheckRecord(proof, size, root, index, tlog.RecordHash(c.Entry))
}

type memberProof struct {
	Entry    json.RawMessage   `json:"entry"`
	Shown    []json.RawMessage `json:"shown"`
	Withheld [][]byte          `json:"withheld"`
}

type memberLeaf struct {
	Author     string `json:"author"`
	EventID    string `json:"eventId"`
	RecordedAt string `json:"recordedAt"`
	Root       string `json:"root"`
	Type       string `json:"type"`
	V          int    `json:"v"`
}

// checkMembers judges a leaf of version 2 with the members that a proof shows, as docs/ledger.md says it. Parts of canonical JSON
// are canonical, so the bytes of the parts are hashed as they stand there; that they are canonical follows from the hashes.
func checkMembers(c testCase) error {
	line := strings.SplitN(c.Text, "\n", 3)[1]
	extra, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(line, "extra "))
	if err != nil {
		return err
	}
	var proof memberProof
	isWhole := bytes.HasPrefix(extra, []byte(`{"entry":`))
	if isWhole {
		if err := json.Unmarshal(extra, &proof); err != nil {
			return err
		}
	} else {
		proof.Entry = extra
	}
	var leaf memberLeaf
	if err := json.Unmarshal(proof.Entry, &leaf); err != nil {
		return err
	}
	c.Entry = proof.Entry
	if err := checkProof(c); err != nil || !isWhole {
		return err
	}
	if leaf.V != 2 {
		return errors.New("not a leaf of version 2")
	}

	again := bytes.NewBufferString(`{"entry":`)
	again.Write(proof.Entry)
	again.WriteString(`,"shown":[`)
	var all []tlog.Hash
	lastName := ""
	for n, shown := range proof.Shown {
		var name, value string
		var member []json.RawMessage
		if err := json.Unmarshal(shown, &member); err != nil || len(member) != 3 {
			return errors.New("not a member")
		}
		if err := json.Unmarshal(member[1], &name); err != nil || (n > 0 && name <= lastName) {
			return errors.New("members are not in order")
		}
		lastName = name
		hash := tlog.RecordHash(shown)
		all = append(all, hash)
		isAuthor := hex.EncodeToString(hash[:]) == leaf.Author
		isText := json.Unmarshal(member[2], &value) == nil
		switch {
		case isAuthor != (name == "author"),
			name == "/type" && (!isText || value != leaf.Type),
			name == "/eventId" && (!isText || value != leaf.EventID),
			name == "recordedAt" && (len(value) != 27 || value[:16]+"Z" != leaf.RecordedAt):
			return errors.New(name + " contradicts the leaf")
		}
		if n > 0 {
			again.WriteByte(',')
		}
		again.Write(shown)
	}
	again.WriteString(`],"withheld":[`)
	for n, withheld := range proof.Withheld {
		if n > 0 && bytes.Compare(proof.Withheld[n-1], withheld) >= 0 {
			return errors.New("hashes are not in order")
		}
		if len(withheld) != tlog.HashSize {
			return errors.New("not a hash")
		}
		all = append(all, hash(withheld))
		if n > 0 {
			again.WriteByte(',')
		}
		again.WriteString(`"` + base64.StdEncoding.EncodeToString(withheld) + `"`)
	}
	again.WriteString(`]}`)
	if !bytes.Equal(again.Bytes(), extra) {
		return errors.New("not canonical")
	}

	sort.Slice(all, func(a, b int) bool { return bytes.Compare(all[a][:], all[b][:]) < 0 })
	isMember := false
	for _, each := range all {
		isMember = isMember || hex.EncodeToString(each[:]) == leaf.Author
	}
	root, err := treeHash(all)
	if err != nil {
		return err
	}
	if !isMember || hex.EncodeToString(root[:]) != leaf.Root {
		return errors.New("another root or author")
	}
	return nil
}

// treeHash is the Go project's own tree over leaf hashes that are known already.
func treeHash(leaves []tlog.Hash) (tlog.Hash, error) {
	var stored []tlog.Hash
	read := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var found []tlog.Hash
		for _, index := range indexes {
			found = append(found, stored[index])
		}
		return found, nil
	})
	for n, leaf := range leaves {
		more, err := tlog.StoredHashesForRecordHash(int64(n), leaf, read)
		if err != nil {
			return tlog.Hash{}, err
		}
		stored = append(stored, more...)
	}
	return tlog.TreeHash(int64(len(leaves)), read)
}

// checkTiles authenticates every tile of the tree against its root, which is what a client of the Go checksum database does,
// then every entry, and proves some of them from the tiles.
func checkTiles(c testCase) error {
	folder := tileFolder(c.Folder)
	reader := tlog.TileHashReader(tlog.Tree{N: c.Size, Hash: hash(c.Root)}, folder)
	for index := int64(0); index < c.Size; index++ {
		leaf, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
		if err != nil {
			return fmt.Errorf("entry %d: %v", index, err)
		}
		entry, err := folder.entry(index, c.Size)
		if err != nil {
			return err
		}
		if tlog.RecordHash(entry) != leaf[0] {
			return fmt.Errorf("entry %d is not what its tile says", index)
		}
		if index%97 == 0 {
			proof, err := tlog.ProveRecord(c.Size, index, reader)
			if err != nil {
				return err
			}
			if err := tlog.CheckRecord(proof, c.Size, hash(c.Root), index, leaf[0]); err != nil {
				return err
			}
		}
	}
	return nil
}

// tileFolder holds a log as C2SP tlog-tiles lays it out.
type tileFolder string

func (f tileFolder) Height() int { return 8 }

func (f tileFolder) SaveTiles([]tlog.Tile, [][]byte) {}

func (f tileFolder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		// The Go project's path differs only in naming the height too: tile/8/0/x001/067.
		data, err := os.ReadFile(filepath.Join(string(f), strings.Replace(tile.Path(), "tile/8/", "tile/", 1)))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func (f tileFolder) entry(index, size int64) ([]byte, error) {
	tile := tlog.Tile{H: 8, L: 0, N: index / 256, W: 256}
	if rest := size - tile.N*256; rest < 256 {
		tile.W = int(rest)
	}
	path := strings.Replace(tile.Path(), "tile/8/0/", "tile/entries/", 1)
	bundle, err := os.ReadFile(filepath.Join(string(f), path))
	if err != nil {
		return nil, err
	}
	for skip := index % 256; ; skip-- {
		if len(bundle) < 2 || len(bundle) < 2+int(binary.BigEndian.Uint16(bundle)) {
			return nil, fmt.Errorf("%s is cut off", path)
		}
		length := int(binary.BigEndian.Uint16(bundle))
		if skip == 0 {
			return bundle[2 : 2+length], nil
		}
		bundle = bundle[2+length:]
	}
}

// verifierOf reads a vkey. The Go project knows notes; cosignatures (C2SP tlog-cosignature) are added here over its standard library.
func verifierOf(vkey string) (note.Verifier, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) == 3 {
		key, err := base64.StdEncoding.DecodeString(parts[2])
		if err == nil && len(key) == 1+ed25519.PublicKeySize && key[0] == 4 {
			return newWitness(parts[0], parts[1], key)
		}
	}
	return note.NewVerifier(vkey)
}

type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func newWitness(name, id string, key []byte) (note.Verifier, error) {
	sum := sha256.Sum256(append([]byte(name+"\n"), key...))
	hash := binary.BigEndian.Uint32(sum[:])
	if id != fmt.Sprintf("%08x", hash) {
		return nil, errors.New("the witness's key id is wrong")
	}
	return witness{name, hash, ed25519.PublicKey(key[1:])}, nil
}

func (w witness) Name() string    { return w.name }
func (w witness) KeyHash() uint32 { return w.hash }

func (w witness) Verify(msg, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	var cosigned bytes.Buffer
	fmt.Fprintf(&cosigned, "cosignature/v1\ntime %d\n%s", binary.BigEndian.Uint64(sig), msg)
	return ed25519.Verify(w.key, cosigned.Bytes(), sig[8:])
}
