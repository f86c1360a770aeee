using System.Net;
using Npgsql;

namespace Negotiations.Server.Tests.Security;

/// <summary>Who may erase, and that nothing but an erasure changes what is recorded.</summary>
public sealed class ErasureRights(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Only_an_admin_erases_and_says_why()
    {
        var clash = await NamedClash.ReportAsync(server, "only-an-admin");

        await server.Anonymous.Erases("only-an-admin", clash).IsRefused(401, "key-missing");
        await server.Monitor.Erases("only-an-admin", clash).IsRefused(403, "role-not-allowed");
        await server.Auditor.Erases("only-an-admin", clash).IsRefused(403, "role-not-allowed");
        await server.Admin.Erases("only-an-admin", clash, " ").IsRefused(422, "reason-missing");
        await server.Admin.Erases("only-an-admin", Guid.Empty.ToString()).IsRefused(404, "event-not-found");
        await server.Admin.Erases("nothing-here", clash).IsRefused(404, "negotiation-not-found");
        Assert.Contains(
            NamedClash.Name,
            (await server.Anonymous.Asks("/api/negotiations/only-an-admin/history")).Text,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("""{ "occurred": "2022-09", "note": "Another did it" }""", PostgresErrorCodes.CheckViolation)]
    [InlineData("""{ "occurred": "2021-01" }""", PostgresErrorCodes.CheckViolation)]
    [InlineData("""{ "occurred": "2022-09", "more": "[erased]" }""", PostgresErrorCodes.CheckViolation)]
    [InlineData("""[]""", PostgresErrorCodes.CheckViolation)]
    public async Task Not_even_the_server_can_rewrite_by_the_endpoint_it_erases_by(string instead, string refused)
    {
        var id = "not-rewritten-" + Guid.NewGuid().ToString("n");
        var clash = await NamedClash.ReportAsync(server, id);

        var failure = await Assert.ThrowsAsync<PostgresException>(() =>
            AppendOnly.RunAsync(
                AppendOnly.Connections(server.First).Server,
                $"select negotiations.erase_event('{clash}', '{instead}', 'a server', 'why', '{{}}')"
            )
        );

        Assert.Equal(refused, failure.SqlState);
        Assert.Contains(
            NamedClash.Name,
            (await server.Anonymous.Asks($"/api/negotiations/{id}/history")).Text,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(
        "insert into negotiations.erasure select gen_random_uuid(), 'x', 1, 1, now(), 'x', 'x', '1'::xid8",
        PostgresErrorCodes.InsufficientPrivilege,
        false
    )]
    [InlineData("update negotiations.erasure set reason = 'another'", PostgresErrorCodes.RestrictViolation, true)]
    [InlineData("delete from negotiations.erasure", PostgresErrorCodes.RestrictViolation, true)]
    [InlineData("truncate negotiations.erasure", PostgresErrorCodes.RestrictViolation, true)]
    public async Task What_was_erased_and_why_stays_on_the_record(string sql, string refused, bool asOwner)
    {
        var id = "stays-" + Guid.NewGuid().ToString("n");
        await server.Admin.Erases(id, await NamedClash.ReportAsync(server, id)).Is(HttpStatusCode.Created);

        var failure = await Assert.ThrowsAsync<PostgresException>(() =>
            AppendOnly.RunAsync(asOwner ? server.ConnectionString : AppendOnly.Connections(server.First).Server, sql)
        );

        Assert.Equal(refused, failure.SqlState);
    }
}
