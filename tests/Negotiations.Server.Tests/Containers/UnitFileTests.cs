using System.Diagnostics;
using Negotiations.Postgres;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Containers;

/// <summary>The unit for systemd as systemd reads it, and the example for Kubernetes.</summary>
public sealed class UnitFileTests
{
    const string Unit = "docs/negotiations.service";
    const string Program = "/opt/negotiations/Negotiations.Server";

    [Theory]
    [InlineData("verify", "--man=no")]
    // Tenths: 1.2 when it was written; the network, the just-in-time compiler and /proc/meminfo are what is left.
    [InlineData("security", "--offline=true", "--threshold=15")]
    public async Task Systemd_reads_every_line_and_rates_the_unit_as_safe(params string[] arguments)
    {
        Assert.SkipUnless(
            Command.Locate("systemd-analyze") is not null,
            "systemd-analyze is not installed, so no one judges the unit."
        );
        using var folder = new Scratch();
        var copy = Path.Combine(folder.Folder, "negotiations.service");
        var text = Checkout.Text(Unit);
        Assert.Contains(Program, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(copy, text.Replace(Program, "/bin/true", StringComparison.Ordinal), Scratch.Stop);

        var (exit, output) = await Command.RunAsync(
            new ProcessStartInfo("systemd-analyze", [arguments[0], .. arguments[1..], copy]),
            Scratch.Stop
        );

        Assert.True(exit == 0, output);
        if (arguments[0] == "verify")
            Assert.Equal("", output);
    }

    [Fact]
    public void The_unit_fetches_no_programs() =>
        Assert.Contains(Checkout.Text(Unit).Split('\n'), line =>
            line.StartsWith("ExecStart=", StringComparison.Ordinal)
            && line.EndsWith(" --no-download", StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("runAsNonRoot: true")]
    [InlineData("runAsUser: 1654")]
    [InlineData("readOnlyRootFilesystem: true")]
    [InlineData("allowPrivilegeEscalation: false")]
    [InlineData("drop: [ALL]")]
    [InlineData("automountServiceAccountToken: false")]
    [InlineData("memory: 1Gi")]
    [InlineData("type: Recreate")]
    [InlineData("path: /health/ready")]
    [InlineData("path: /health/live")]
    public void The_example_for_Kubernetes_has_the_limits_of_the_containers(string line) =>
        Assert.Contains(line, Checkout.Text("docs/kubernetes.yaml").Split('\n').Select(each => each.Trim()));
}
