package main

import (
	"github.com/spf13/cobra"

	"ripen/cmd/internal/config"
)

func environmentCommand() *cobra.Command {
	var markdown bool
	environment := &cobra.Command{
		Use: "environment", Short: "Explain every variable of the environment", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if markdown {
				_, err := cmd.OutOrStdout().Write([]byte(config.Table()))
				return err
			}
			for _, v := range config.Variables() {
				name := v.Name
				if v.File {
					name += ", or " + v.Name + "_FILE"
				}
				if v.Default != "" {
					name += " (" + v.Default + ")"
				}
				say(cmd, "%s\n    %s", name, v.About)
			}
			return nil
		},
	}
	environment.Flags().BoolVar(&markdown, "markdown", false, "as the table of the README")
	return environment
}
