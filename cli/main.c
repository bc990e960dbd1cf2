#include "cli/commands.h"

int main(int argc, char **argv)
{
    return sr_main(argc, argv);
}
