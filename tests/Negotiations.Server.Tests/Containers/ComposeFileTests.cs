namespace Negotiations.Server.Tests.Containers;

/// <summary>
/// What <c>docker compose up</c> promises, read off its files; docs/containers.md shows what an engine made of them.
/// </summary>
public sealed class ComposeFileTests
{
    const string Compose = "docker-compose.yml";
    const string Dockerfile = "src/Negotiations.Server/Dockerfile";
    const string ServerProject = "src/Negotiations.Server/Negotiations.Server.csproj";

    public static TheoryData<string> Services => ["db", "server"];

    [Fact]
    public void Without_a_password_nothing_starts_and_the_message_says_what_to_set()
    {
        var password = Assert.Single(Checkout.Block(Compose, "services", "db", "environment", "POSTGRES_PASSWORD"));

        Assert.StartsWith("${POSTGRES_PASSWORD:?", password, StringComparison.Ordinal);
        Assert.Contains("openssl rand", password, StringComparison.Ordinal);
    }

    [Fact]
    public void The_only_password_anywhere_is_the_one_variable()
    {
        var passwords = Checkout
            .Text(Compose)
            .Split('\n')
            .Where(line => line.Contains("password", StringComparison.OrdinalIgnoreCase) && !line.StartsWith('#'));

        Assert.NotEmpty(passwords);
        Assert.All(passwords, line => Assert.Contains("${POSTGRES_PASSWORD:?", line, StringComparison.Ordinal));
        Assert.DoesNotContain("password", Checkout.Text(Dockerfile), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_file_that_holds_the_password_reaches_neither_the_history_nor_the_image()
    {
        Assert.Contains(".env", Checkout.Text(".gitignore").Split('\n'));
        Assert.Contains("**/.env", Checkout.Text(".dockerignore").Split('\n'));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Other_machines_reach_neither_of_the_two(string service) =>
        Assert.All(Checkout.Block(Compose, "services", service, "ports"), port =>
            Assert.StartsWith("- \"127.0.0.1:", port, StringComparison.Ordinal)
        );

    [Fact]
    public void The_server_is_found_where_command_one_would_listen() =>
        Assert.Equal(["- \"127.0.0.1:5080:8080\""], Checkout.Block(Compose, "services", "server", "ports"));

    [Fact]
    public void The_server_starts_once_the_database_is_healthy() =>
        Assert.Equal(
            ["service_healthy"],
            Checkout.Block(Compose, "services", "server", "depends_on", "db", "condition")
        );

    [Fact]
    public void The_database_is_asked_through_the_network_because_its_socket_answers_too_early()
    {
        var test = string.Concat(Checkout.Block(Compose, "services", "db", "healthcheck", "test"));

        Assert.Contains("pg_isready", test, StringComparison.Ordinal);
        Assert.Contains("--host=127.0.0.1", test, StringComparison.Ordinal);
    }

    [Fact]
    public void The_server_is_asked_the_same_question_by_compose_and_by_the_image_alone()
    {
        var test = string.Concat(Checkout.Block(Compose, "services", "server", "healthcheck", "test"));
        var question = test["[\"CMD\", ".Length..];

        Assert.Equal("\"dotnet\", \"Negotiations.Server.dll\", \"--check\", \"http://127.0.0.1:8080\"]", question);
        Assert.Contains($"CMD [{question}", Checkout.Text(Dockerfile), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("db", "- database:/var/lib/postgresql/data")]
    [InlineData("server", "- server:/var/lib/negotiations")]
    public void What_must_last_lies_in_named_volumes(string service, string volume)
    {
        Assert.Equal([volume], Checkout.Block(Compose, "services", service, "volumes"));
        Assert.Contains(
            volume[2..volume.IndexOf(':', StringComparison.Ordinal)] + ":",
            Checkout.Block(Compose, "volumes")
        );
    }

    [Fact]
    public void Nothing_is_acknowledged_that_a_power_cut_could_lose()
    {
        Assert.Contains(
            "--data-checksums",
            string.Concat(Checkout.Block(Compose, "services", "db", "environment", "POSTGRES_INITDB_ARGS")),
            StringComparison.Ordinal
        );
        foreach (var setting in new[] { "fsync", "synchronous_commit", "full_page_writes", "no-sync" })
            Assert.DoesNotContain(setting, Checkout.Text(Compose), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Neither_runs_with_more_rights_than_it_needs(string service)
    {
        Assert.Equal(["true"], Checkout.Block(Compose, "services", service, "read_only"));
        Assert.Equal(["[ALL]"], Checkout.Block(Compose, "services", service, "cap_drop"));
        Assert.Equal(["- no-new-privileges:true"], Checkout.Block(Compose, "services", service, "security_opt"));
        foreach (var limit in new[] { "mem_limit", "pids_limit" })
            Assert.Matches("^[0-9]+g?$", Assert.Single(Checkout.Block(Compose, "services", service, limit)));

        Assert.Equal(["unless-stopped"], Checkout.Block(Compose, "services", service, "restart"));
    }

    [Theory]
    [InlineData("db", "1g")]
    [InlineData("server", "1g")]
    public void Neither_takes_the_memory_of_the_machine(string service, string limit)
    {
        Assert.Equal([limit], Checkout.Block(Compose, "services", service, "mem_limit"));
        Assert.Equal(["512"], Checkout.Block(Compose, "services", service, "pids_limit"));
    }

    [Fact]
    public void The_unit_for_a_machine_without_containers_bounds_it_as_much()
    {
        var unit = Checkout.Text("docs/negotiations.service").Split('\n');

        foreach (
            var line in new[]
            {
                "MemoryMax=1G",
                "TasksMax=512",
                "DynamicUser=yes",
                "ProtectSystem=strict",
                "NoNewPrivileges=yes",
                "Restart=on-failure",
                "StateDirectory=negotiations",
            }
        )
            Assert.Contains(line, unit);
    }

    [Fact]
    public void Neither_runs_as_root()
    {
        Assert.Equal(["postgres"], Checkout.Block(Compose, "services", "db", "user"));

        var lines = Checkout.Text(Dockerfile).Split('\n');
        var last = Array.FindLastIndex(lines, line => line.StartsWith("USER ", StringComparison.Ordinal));
        Assert.Equal("USER $APP_UID", lines[last]);
        Assert.True(
            last > Array.FindLastIndex(lines, line => line.StartsWith("FROM ", StringComparison.Ordinal)),
            "The last stage names no user."
        );
    }

    [Fact]
    public void The_image_brings_the_runtime_and_not_the_tools_that_built_it()
    {
        var stages = Checkout
            .Text(Dockerfile)
            .Split('\n')
            .Where(line => line.StartsWith("FROM ", StringComparison.Ordinal));

        Assert.Equal("FROM mcr.microsoft.com/dotnet/aspnet:10.0", stages.Last());
        Assert.Equal(
            ["COPY --from=build /published /app"],
            Checkout
                .Text(Dockerfile)
                .Split("\nFROM ")[^1]
                .Split('\n')
                .Where(line => line.StartsWith("COPY ", StringComparison.Ordinal))
        );
        Assert.Contains("\nEXPOSE 8080\n", Checkout.Text(Dockerfile), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_project_that_the_server_needs_is_there_when_its_packages_are_restored()
    {
        foreach (var project in Checkout.ProjectsOf(ServerProject))
        {
            var folder = Path.GetDirectoryName(project)!.Replace('\\', '/');
            Assert.Contains(
                $"COPY {project} {folder}/packages.lock.json {folder}/\n",
                Checkout.Text(Dockerfile),
                StringComparison.Ordinal
            );
        }
    }
}
