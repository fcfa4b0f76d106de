package openai

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"

	goopenai "github.com/sashabaranov/go-openai"
)

// uploadName is what the provider calls the file of a batch.
func uploadName(p *pending) string { return "mujaz-" + p.Name + linesSuffix }

// uploaded returns the provider's name of the file with the requests, "" where
// it has none.
func (b *Batches) uploaded(ctx context.Context, client *goopenai.Client, p *pending) (string, error) {
	info, err := os.Stat(b.folder.lines(p.Name))
	if err != nil {
		return "", fmt.Errorf("read its requests: %w", err)
	}
	files, err := client.ListFiles(ctx)
	if err != nil {
		return "", err
	}
	for _, f := range files.Files {
		if f.FileName == uploadName(p) && int64(f.Bytes) == info.Size() {
			return f.ID, nil
		}
	}
	return "", nil
}

// upload hands the file with the requests over and returns the provider's name
// of it.
func (b *Batches) upload(ctx context.Context, _ *goopenai.Client, p *pending) (string, error) {
	lines, err := os.Open(b.folder.lines(p.Name))
	if err != nil {
		return "", fmt.Errorf("read its requests: %w", err)
	}
	defer lines.Close()
	client, err := b.m.batchClient(ctx, lines)
	if err != nil {
		return "", err
	}
	file, err := client.CreateFileBytes(ctx, goopenai.FileBytesRequest{
		Name: uploadName(p), Bytes: []byte(contentHere), Purpose: goopenai.PurposeBatch,
	})
	return file.ID, err
}

// contentHere stands for a file in what go-openai makes of an upload: it would
// hold the whole file in memory, several times.
const contentHere = "\x00the content\x00"

// filled puts a file into the form that go-openai has made.
func filled(req *http.Request, content *os.File) error {
	form, err := io.ReadAll(req.Body)
	if err != nil {
		return err
	}
	before, after, ok := bytes.Cut(form, []byte(contentHere))
	info, err := content.Stat()
	if err != nil || !ok {
		return errors.Join(errors.New("the form of the upload cannot be filled in"), err)
	}
	req.Body = io.NopCloser(io.MultiReader(bytes.NewReader(before), content, bytes.NewReader(after)))
	req.ContentLength = int64(len(before)) + info.Size() + int64(len(after))
	req.GetBody = nil
	return nil
}

// create returns the provider's name of the batch that it makes of the file.
func create(ctx context.Context, client *goopenai.Client, p *pending) (string, error) {
	resp, err := client.CreateBatch(ctx, goopenai.CreateBatchRequest{
		InputFileID: p.File, Endpoint: goopenai.BatchEndpointChatCompletions, CompletionWindow: "24h",
		Metadata: map[string]any{metadataName: p.Name},
	})
	return resp.ID, err
}
