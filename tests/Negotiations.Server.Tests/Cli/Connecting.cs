namespace Negotiations.Server.Tests.Cli;

/// <summary>Which server and which key a command uses.</summary>
public sealed class Connecting : IDisposable
{
    private const string Empty = """{"items":[]}""";

    private readonly Terminal terminal = new();

    [Fact]
    public async Task The_server_is_the_argument_before_the_environment_before_the_profile()
    {
        await using var argument = await StubServer.StartAsync(Reply.Ok(Empty));
        await using var environment = await StubServer.StartAsync(Reply.Ok(Empty));
        await using var profile = await StubServer.StartAsync(Reply.Ok(Empty));
        terminal.WriteProfile($$"""{ "default": { "server": "{{profile.Address}}" } }""");

        await terminal.RunAsync("list");
        Assert.Single(profile.Requests);

        terminal.Variables["NEGOTIATIONS_SERVER"] = environment.Address;
        await terminal.RunAsync("list");
        Assert.Single(environment.Requests);

        await terminal.RunAsync("list", "--server", argument.Address + "/");
        Assert.Equal("GET /api/negotiations", argument.Request.Line);
    }

    [Fact]
    public async Task A_profile_asked_for_by_name_outweighs_the_environment()
    {
        await using var server = await StubServer.StartAsync(Reply.Ok(Empty));
        terminal.WriteProfile($$"""{ "work": { "server": "{{server.Address}}", "key": "ngt_work" } }""");
        terminal.Variables["NEGOTIATIONS_SERVER"] = "http://127.0.0.1:1";
        terminal.Variables["NEGOTIATIONS_KEY"] = "ngt_other";
        Assert.Equal(0, (await terminal.RunAsync("list", "--profile", "work")).ExitCode);
        Assert.Equal("Bearer ngt_work", server.Request.Headers["Authorization"]);
    }

    [Fact]
    public async Task The_key_comes_from_the_environment_or_from_a_file_it_names()
    {
        await using var server = await StubServer.StartAsync(Reply.Ok(Empty), Reply.Ok(Empty), Reply.Ok(Empty));
        await terminal.RunAsync("list", "--server", server.Address);
        terminal.Variables["NEGOTIATIONS_KEY_FILE"] = terminal.WriteFile("monitor.key", "ngt_from_file\n");
        await terminal.RunAsync("list", "--server", server.Address);
        terminal.Variables["NEGOTIATIONS_KEY"] = "ngt_from_environment";
        await terminal.RunAsync("list", "--server", server.Address);

        Assert.Equal(
            [null, "Bearer ngt_from_file", "Bearer ngt_from_environment"],
            server.Requests.Select(request => request.Headers.GetValueOrDefault("Authorization"))
        );
    }

    [Fact]
    public async Task A_profile_that_others_can_read_is_refused_before_anything_is_sent()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        await using var server = await StubServer.StartAsync();
        terminal.WriteProfile(
            """{ "default": { "key": "ngt_secret" } }""",
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead
        );
        var ended = await terminal.RunAsync("list", "--server", server.Address);
        Assert.Equal(2, ended.ExitCode);
        Assert.Contains(
            $"mode 640). Close it with: chmod 600 {terminal.ProfileFile}",
            ended.Error,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("ngt_secret", ended.Error, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task The_key_of_a_profile_is_not_sent_to_another_server()
    {
        await using var server = await StubServer.StartAsync(Reply.Refused(401, "key-missing", "This needs a key."));
        terminal.WriteProfile(
            """{ "default": { "server": "https://negotiations.example.org", "key": "ngt_secret" } }"""
        );
        var ended = await terminal.RunAsync("list", "--server", server.Address);
        Assert.DoesNotContain("Authorization", server.Request.Headers.Keys);
        Assert.Equal(5, ended.ExitCode);
        Assert.Contains(
            "The key of the profile is for https://negotiations.example.org",
            ended.Error,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("""{ "default": { "sever": "http://localhost" } }""", "cannot be read at line 1")]
    [InlineData("""{ "default": { "key": "ngt_secret" """, "cannot be read at line 1")]
    public async Task A_profile_that_cannot_be_read_is_named_without_its_contents(string profile, string said)
    {
        terminal.WriteProfile(profile);
        var ended = await terminal.RunAsync("list");
        Assert.Equal(2, ended.ExitCode);
        Assert.Contains(said, ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("ngt_secret", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_that_is_not_there_is_a_mistake_only_when_it_was_named()
    {
        await using var server = await StubServer.StartAsync(Reply.Ok(Empty));
        terminal.WriteProfile("""{ "work": {} }""");
        Assert.Equal(0, (await terminal.RunAsync("list", "--server", server.Address)).ExitCode);
        var ended = await terminal.RunAsync("list", "--profile", "home");
        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("It has work.", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://example.org")]
    [InlineData("example.org")]
    [InlineData("http://user:secret@example.org")]
    public async Task What_is_no_address_is_not_tried(string server) =>
        Assert.Equal(2, (await terminal.RunAsync("list", "--server", server)).ExitCode);

    [Fact]
    public async Task A_server_that_is_not_there_is_exit_code_4()
    {
        var ended = await terminal.RunAsync("list", "--server", "http://127.0.0.1:1");
        Assert.Equal(4, ended.ExitCode);
        Assert.Contains("http://127.0.0.1:1 does not answer", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "<html>Welcome</html>")]
    [InlineData(502, "Bad gateway")]
    [InlineData(404, "")]
    public async Task Something_else_that_listens_there_is_exit_code_4(int status, string body)
    {
        await using var server = await StubServer.StartAsync(Enumerable.Repeat(new Reply(status, body), 4));
        var ended = await terminal.RunAsync("list", "--server", server.Address);
        Assert.Equal(4, ended.ExitCode);
        Assert.Contains("no server of negotiations", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_shown_and_not_followed()
    {
        await using var server = await StubServer.StartAsync(
            new Reply(308, "") { Headers = new() { ["Location"] = "https://elsewhere.example.org/" } }
        );
        var ended = await terminal.RunAsync("list", "--server", server.Address);
        Assert.Equal(4, ended.ExitCode);
        Assert.Contains("moved to https://elsewhere.example.org/", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("cite", "kg-tj-border")]
    [InlineData("watch")]
    [InlineData("export", "map", "--to", "{0}/map.geojson")]
    public async Task A_server_that_sends_on_in_a_circle_is_asked_four_times(params string[] args)
    {
        await using var server = await StubServer.StartAsync(
            Enumerable.Repeat(new Reply(308, "{}") { Headers = new() { ["Location"] = "/api/round" } }, 40)
        );
        string[] spelt = [.. args.Select(each => each.Replace("{0}", terminal.Folder))];
        var ended = await terminal.RunAsync([.. spelt, "--server", server.Address]);
        Assert.Equal((4, 4), (ended.ExitCode, server.Requests.Count));
        Assert.Contains("in a circle", ended.Error);
    }

    [Theory]
    [InlineData("cite", "kg-tj-border")]
    [InlineData("proof", "7aeb1483-8642-45a0-8876-a0ab3f940335", "--to", "{0}/x.tlog-proof")]
    public async Task The_sign_in_page_of_a_proxy_is_not_taken_for_an_answer(params string[] args)
    {
        await using var server = await StubServer.StartAsync(
            new Reply(200, "<html>login</html>") { Headers = new() { ["Content-Type"] = "text/html" } }
        );
        string[] spelt = [.. args.Select(each => each.Replace("{0}", terminal.Folder))];
        var ended = await terminal.RunAsync([.. spelt, "--server", server.Address]);
        Assert.Equal((4, ""), (ended.ExitCode, ended.Out));
        Assert.Contains("no server of negotiations", ended.Error);
        Assert.Empty(Directory.GetFiles(terminal.Folder));
    }

    [Theory]
    [InlineData("watch", "--place", "-")]
    [InlineData("proof", "7aeb1483-8642-45a0-8876-a0ab3f940335", "--to", "-")]
    [InlineData("import", "pax", "-")]
    [InlineData("import", "pax", "{0}/f.csv", "--report=-")]
    [InlineData("witness", "key", "-", "--name", "w")]
    public async Task A_hyphen_is_no_file_where_none_is_read_from_standard_input(params string[] args)
    {
        terminal.WriteFile("f.csv", "a");
        string[] spelt = [.. args.Select(each => each.Replace("{0}", terminal.Folder))];
        var ended = await terminal.RunAsync(spelt);
        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("'-' is none", ended.Error);
    }

    [Fact]
    public async Task A_request_that_takes_long_says_so_on_standard_error()
    {
        await using var server = await StubServer.StartAsync(
            Reply.Ok(Empty) with
            {
                After = TimeSpan.FromMilliseconds(400),
            }
        );
        terminal.Patience = TimeSpan.FromMilliseconds(20);
        var ended = await terminal.RunAsync("list", "--server", server.Address, "--json");
        Assert.Contains("Still waiting", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("waiting", ended.Out, StringComparison.Ordinal);
    }

    public void Dispose() => terminal.Dispose();
}
