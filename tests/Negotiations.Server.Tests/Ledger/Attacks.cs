namespace Negotiations.Server.Tests.Ledger;

/// <summary>What someone with every right on the database can do, and how an auditor finds and names it.</summary>
public sealed class Attacks(TestDatabase databases)
{
    [Theory]
    [InlineData(
        "data-changed",
        "border",
        2,
        "data",
        """
            update mt_events set data = jsonb_set(data::jsonb, '{occurred}', '"2021"')
            where stream_id = 'border' and version = 2
            """
    )]
    [InlineData(
        "row-changed",
        "border",
        3,
        "author",
        "update mt_events set user_name = 'no-one' where stream_id = 'border' and version = 3"
    )]
    [InlineData(
        "row-changed",
        "water",
        2,
        "recordedAt, version, eventId, or data and seal together",
        "update mt_events set timestamp = timestamp - interval '1 day' where stream_id = 'water' and version = 2"
    )]
    [InlineData(
        "row-changed",
        "border",
        2,
        "data",
        """
            update mt_events set headers = jsonb_set(headers::jsonb, '{root}',
              to_jsonb(translate(headers::jsonb->>'root', '0123456789abcdef', '1032547698badcfe')))
            where stream_id = 'border' and version = 2
            """
    )]
    [InlineData("row-missing", "border", 2, null, "delete from mt_events where stream_id = 'border' and version = 2")]
    [InlineData("row-missing", "border", 4, null, "delete from mt_events where stream_id = 'border' and version = 4")]
    [InlineData("row-missing", "water", 3, null, "delete from mt_events where stream_id = 'water' and version = 3")]
    [InlineData(
        "rows-swapped",
        "border",
        2,
        "order",
        "update mt_events set seq_id = -3 where seq_id = 2; update mt_events set seq_id = 2 where seq_id "
            + "= 3; update mt_events set seq_id = 3 where seq_id = -3"
    )]
    [InlineData(
        "rows-swapped",
        "border",
        3,
        "order",
        "update mt_events set seq_id = -6 where seq_id = 3; update mt_events set seq_id = 3 where seq_id "
            + "= 6; update mt_events set seq_id = 6 where seq_id = -6"
    )]
    [InlineData(
        "row-inserted",
        "water",
        4,
        null,
        """
            update mt_events set seq_id = -seq_id where seq_id > 2;
            create temporary table copy as select * from mt_events where seq_id = 2;
            update copy set seq_id = 3, id = '11111111-1111-7111-8111-111111111111', stream_id = 'water', version = 4;
            insert into mt_events select * from copy;
            update mt_events set seq_id = 1 - seq_id where seq_id < 0
            """
    )]
    [InlineData("tile-missing", null, null, null, "delete from ledger_tile where level = 0")]
    [InlineData(
        "seal-missing",
        "border",
        3,
        null,
        "update mt_events set headers = null where stream_id = 'border' and version = 3"
    )]
    public async Task An_attack_on_the_rows_is_found_and_named(
        string kind,
        string? negotiation,
        int? version,
        string? field,
        string sql
    )
    {
        await using var server = await AuditedServer.StartAsync(databases);
        (await server.VerifiesAsync()).IsVerified();
        await server.AttacksAsync(sql);

        // What it was of author and time, who is shown both learns.
        server.Terminal.Variables["NEGOTIATIONS_KEY"] = TestServer.KeyOf("auditor");
        (await server.VerifiesAsync()).Finds(kind, negotiation, version, field);
    }

    [Theory]
    [InlineData("user_name = 'no-one'")]
    [InlineData("timestamp = timestamp + interval '1 second'")]
    public async Task Who_sees_no_author_and_no_second_finds_that_one_was_changed(string change)
    {
        await using var server = await AuditedServer.StartAsync(databases);
        (await server.VerifiesAsync()).IsVerified();
        await server.AttacksAsync($"update mt_events set {change} where stream_id = 'border' and version = 4");

        var verdict = await server.VerifiesAsync();

        Assert.Equal(1, verdict.ExitCode);
        Assert.Contains("\"version\": 4", verdict.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stored_view_that_was_edited_is_found_at_the_node_that_shows_it()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        (await server.VerifiesAsync()).IsVerified();
        await server.AttacksAsync(
            """
            update status_snapshot set data = jsonb_set(data::jsonb, '{title}', '"Another"')::text
            where id = 'border'
            """
        );

        // A node that has made the view from the events shows that one, and not what was edited.
        (await server.VerifiesAsync()).IsVerified();
        var node = await server.StartAnotherAsync();
        (await server.VerifiesAsync(node)).Finds("view-differs", "border", 4, "title");
    }

    [Fact]
    public async Task A_restored_backup_is_a_rollback_and_what_is_recorded_on_top_of_it_a_fork()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        await server.Monitor.Appends("water", Report.Clash("2022-03")).Succeeds();
        await server.InLogAsync(AuditedServer.Size + 1);
        (await server.VerifiesAsync()).IsVerified();

        await server.AttacksAsync(
            """
            delete from mt_events where stream_id = 'water' and version = 4;
            update mt_streams set version = 3 where id = 'water';
            delete from ledger_checkpoint where size > 7
            """
        );
        (await server.VerifiesAsync()).Finds("rolled-back");

        // Anyone who has the disk of every node as well takes away the memory that stops the log from going on.
        File.Delete(server.SignedFile);
        await server.Monitor.Records("third", Report.Clash("2022-04"));
        await server.InLogAsync(AuditedServer.Size + 2);
        (await server.VerifiesAsync()).Finds("forked");
    }

    [Fact]
    public async Task A_key_that_is_not_the_logs_verifies_nothing()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        var other = await server.Terminal.RunAsync(
            "witness",
            "key",
            Path.Combine(server.Terminal.Folder, "w.key"),
            "--name",
            "w"
        );
        Assert.Equal(
            5,
            Verdict
                .Of(
                    await server.Terminal.RunAsync(
                        "verify",
                        "server",
                        "--server",
                        server.First.Address.ToString(),
                        "--vkey",
                        other.Out.Trim(),
                        "--json"
                    )
                )
                .ExitCode
        );
        Assert.Equal(
            2,
            (await server.Terminal.RunAsync("verify", "server", "--server", server.First.Address.ToString())).ExitCode
        );
        Assert.Equal(
            4,
            (
                await server.Terminal.RunAsync(
                    "verify",
                    "server",
                    "--server",
                    "http://127.0.0.1:1",
                    "--vkey",
                    server.Vkey
                )
            ).ExitCode
        );
    }

    [Fact]
    public async Task A_key_taken_on_first_use_is_said_to_be_and_held_to()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        string[] args =
        [
            "verify",
            "server",
            "--server",
            server.First.Address.ToString(),
            "--trust-on-first-use",
            "--json",
        ];
        Assert.Contains(
            "on this first use",
            Verdict.Of(await server.Terminal.RunAsync(args)).IsVerified().Text,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            "on this first use",
            Verdict.Of(await server.Terminal.RunAsync(args)).IsVerified().Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_is_stored_may_be_named_without_a_folder()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        var pinned = $"{Guid.NewGuid():n}.checkpoint";
        string[] args =
        [
            "verify",
            "server",
            "--server",
            server.First.Address.ToString(),
            "--trust-on-first-use",
            AuditedServer.Pinned,
            pinned,
            "--json",
        ];
        try
        {
            // A file that is not there is a slip of the pen, unless the visit is said to be the first.
            Assert.Equal(2, (await server.Terminal.RunAsync(args)).ExitCode);
            Verdict.Of(await server.Terminal.RunAsync([.. args, "--first"])).IsVerified();
            Assert.True(File.Exists(pinned) && File.Exists(pinned + ".vkey"));
        }
        finally
        {
            File.Delete(pinned);
            File.Delete(pinned + ".vkey");
            File.Delete(pinned + ".seen");
        }
    }

    [Fact]
    public async Task Another_name_of_the_host_is_no_first_visit()
    {
        await using var server = await AuditedServer.StartAsync(databases);
        foreach (var (host, isFirst) in new[] { ("127.0.0.1", true), ("localhost", false) })
        {
            var address = $"http://{host}:{server.First.Address.Port}";
            var verdict = Verdict.Of(
                await server.Terminal.RunAsync("verify", "server", "--server", address, "--vkey", server.Vkey, "--json")
            );
            Assert.Equal(
                isFirst,
                verdict.IsVerified().Text.Contains("No checkpoint was pinned", StringComparison.Ordinal)
            );
        }
    }

    [Fact]
    public void Bytes_behind_the_last_entry_of_a_bundle_are_seen()
    {
        byte[] one = [0, 2, 7, 7];
        Assert.Equal((1, 0), Read(one));
        Assert.Equal((1, 3), Read([.. one, 1, 2, 3]));
        Assert.Equal((0, 3), Read([0, 2, 7]));

        static (int, int) Read(byte[] bytes) =>
            Negotiations.Cli.Verifying.ServerLog.Entries(bytes, 1) is var (entries, rest)
                ? (entries.Count, rest)
                : default;
    }
}
