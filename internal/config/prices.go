package config

import (
	"errors"
	"fmt"

	"github.com/go-viper/mapstructure/v2"
)

// prices decodes the user's own prices.
func prices(file map[string]any, c *Config) error {
	if file["prices"] == nil {
		return nil
	}
	d, err := mapstructure.NewDecoder(&mapstructure.DecoderConfig{Result: &c.Prices, ErrorUnused: true})
	if err != nil {
		return err
	}
	if d.Decode(file["prices"]) != nil {
		return errors.New("must be a list of {model: NAME, input: USD, output: USD}, per million tokens")
	}
	for i, p := range c.Prices {
		if p.Model == "" || p.Input < 0 || p.Output < 0 {
			return fmt.Errorf("number %d has no model, or a price below 0", i+1)
		}
	}
	return nil
}
