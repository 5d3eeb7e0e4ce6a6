// A client on oras-go, the library under the oras command and under many tools that keep artifacts in registries.
//
//	orasgo push     REPOSITORY TAG TYPE FILE    pushes an artifact of one file, prints its digest
//	orasgo attach   REPOSITORY TAG TYPE FILE    the same, with what TAG names as its subject
//	orasgo discover REPOSITORY TAG TYPE         prints digest and type of each referrer of what TAG names
//	orasgo pull     REPOSITORY TAG FOLDER       writes the file of an artifact, prints its digest
//
// ORAS_USER and ORAS_PASSWORD log in; SSL_CERT_FILE is trusted; ORAS_PLAIN_HTTP=1 speaks HTTP.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"oras.land/oras-go/v2"
	"oras.land/oras-go/v2/content/file"
	"oras.land/oras-go/v2/registry/remote"
	"oras.land/oras-go/v2/registry/remote/auth"
)

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "orasgo:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, arguments []string) error {
	if len(arguments) < 4 {
		return errors.New("push, attach, discover or pull, with what it takes")
	}
	there, err := repository(arguments[1])
	if err != nil {
		return err
	}
	switch arguments[0] {
	case "push":
		return push(ctx, there, arguments[2:], false)
	case "attach":
		return push(ctx, there, arguments[2:], true)
	case "discover":
		return discover(ctx, there, arguments[2], arguments[3])
	case "pull":
		return pull(ctx, there, arguments[2], arguments[3])
	}
	return errors.New("no such command: " + arguments[0])
}

func repository(name string) (*remote.Repository, error) {
	there, err := remote.NewRepository(name)
	if err != nil {
		return nil, err
	}
	there.PlainHTTP = os.Getenv("ORAS_PLAIN_HTTP") != ""
	client := &auth.Client{Cache: auth.NewCache()}
	if user := os.Getenv("ORAS_USER"); user != "" {
		login := auth.Credential{Username: user, Password: os.Getenv("ORAS_PASSWORD")}
		client.Credential = auth.StaticCredential(there.Reference.Host(), login)
	}
	there.Client = client
	return there, nil
}

func push(ctx context.Context, there *remote.Repository, arguments []string, attached bool) error {
	if len(arguments) != 3 {
		return errors.New("TAG, TYPE and FILE are needed")
	}
	tag, artifactType, name := arguments[0], arguments[1], arguments[2]
	files, err := file.New(filepath.Dir(name))
	if err != nil {
		return err
	}
	defer files.Close()
	layer, err := files.Add(ctx, filepath.Base(name), "text/plain", "")
	if err != nil {
		return err
	}
	options := oras.PackManifestOptions{Layers: []ocispec.Descriptor{layer}}
	if attached {
		subject, err := there.Resolve(ctx, tag)
		if err != nil {
			return err
		}
		options.Subject = &subject
	}
	manifest, err := oras.PackManifest(ctx, files, oras.PackManifestVersion1_1, artifactType, options)
	if err != nil {
		return err
	}
	fmt.Println(manifest.Digest)
	if attached {
		return oras.CopyGraph(ctx, files, there, manifest, oras.DefaultCopyGraphOptions)
	}
	if err := files.Tag(ctx, manifest, tag); err != nil {
		return err
	}
	_, err = oras.Copy(ctx, files, tag, there, tag, oras.DefaultCopyOptions)
	return err
}

func discover(ctx context.Context, there *remote.Repository, tag, artifactType string) error {
	subject, err := there.Resolve(ctx, tag)
	if err != nil {
		return err
	}
	return there.Referrers(ctx, subject, artifactType, func(referrers []ocispec.Descriptor) error {
		for _, referrer := range referrers {
			fmt.Println(referrer.Digest, referrer.ArtifactType)
		}
		return nil
	})
}

func pull(ctx context.Context, there *remote.Repository, tag, folder string) error {
	files, err := file.New(folder)
	if err != nil {
		return err
	}
	defer files.Close()
	manifest, err := oras.Copy(ctx, there, tag, files, tag, oras.DefaultCopyOptions)
	if err == nil {
		fmt.Println(manifest.Digest)
	}
	return err
}
