//! Parts of lines that public modules of Terraform have in common.
//!
//! Over 500 lines because it is a closed table.

/// Phrases, one a line and the most frequent first, in the form that `text::predicted_words` expects.
pub const PHRASES: &str = "\
resource\nterraform\nvar\ntrue\nregion\nfalse\nsource\tversion\noutput\nprovider\nthis\nvariable\ndata\ncom\n\
local\ntags\ncreate\nkey\nhttps\nwith\nlocals\nenabled\npolicy\nnull\nand\nresources\nfrom\ndescription\tvalue\n\
group\nservice\ntype\tdefault\nrole\nmodules\nlength\ncreated\nvalues\nrequired_version\npath\nnot\ncount\nall\n\
arn\ntype = string\naccess\nuser\nset\ncontent\nfor the\ndescription\ttype\nService\nvpc\nare\nto the\n\
required_version\trequired_providers\nobject\nAllow\nthat\ncurrent\nVPC\nwill\nnetwork\nexample\ninstance\n\
depends_on\nprotocol\njson\ncluster\nTerraform\nvalue = module\ntest\niam\npublic\nconfiguration\nsecurity\n\
latest\nbucket\nResource\nAWS\nany\nin the\nwhich\nvpc_id\nshould\nprefix\nfile\naccount\nThis\nwest\nactions\n\
zone\nprivate\ncondition\nnames\ntry\nport\nonly\nformat\ncan\nIAM\nAPI\nprovider \"aws\nname of the\n\
count\tname\nsubnets\nstatus\nmanaged\nhost\nendpoint\nconfig\nto use\nname = var\neach.value\n\
description\tdefault\nsubnet\nrule\nenable\nyour\nwhen\npassword\nenvironment\ndomain\ndescription = \"Name\n\
storage\nlogs\ndynamic\nname\tdescription\nwhere\nlog\ndelete\navailable\nyou\none\nnamespace\nmust\nlifecycle\n\
api\ntype = bool\ndescription = \"The name\nresult\nrequired\napp\nGroup\ntype = number\nto create\n\
default = true\nallow\nfor_each = var\ntype\tdescription\nhttp\nfilter\nadmin\nVersion\nSecurity\nname = local\n\
be used\namazonaws.com\nusername\nsubnet_ids\nblock\ndefault = false\nname\tvalue\ntraffic\nsize\nserver\nmode\n\
ingress\naddress\nDNS\nwith the\nstate\nsecret\nmain\nkms\neffect\nbackend\nalias\npath.module\n\
source = \"hashicorp/aws\nID of the\njsonencode\ninternal\ngroups\napplication\nenabled = true\n\
description = \"List\nurl\nrules\nnew\naccount_id\ndefault = null\nupdate\nroot\nproject\nname_prefix\nimage\n\
concat\ncidr\nDefault\ntype = list(string\ntag\nservices\nreplace\nprofile\npolicies\nnode\nfor_each\tcontent\n\
subnet_id\nruntime\nprincipals\nlogging\ninstances\nidentity\nhtml\ncommand\nbe created\nversion\tname\n\
template\nstandard\nmaster\nlabels\njoin\nemail\ndocs\ncount = var\n0].name\nname\ttype\nusing\ntarget\n\
statement\nprimary\ncustom\ncloud\naction\ntime\nread\norg\nmonitoring\nmetadata\ndays\ncluster_name\nURL\nEOF\n\
resource \"aws_iam_role\nlength(var\ntype\tidentifiers\ntimeout\nrun\nroles\nproviders\nfrom_port\nevents\n\
contains\ncertificate\nSet\nKey\nAmazon\nvariable \"name\nvar.name\nsts:AssumeRole\nweb\nusers\nunique\n\
specified\npriority\nparameters\ninstance_type\nhostname\negress\ndev\nCIDR\nvalid\nfunction\nexec\ncontainer\n\
variable \"region\nin var\nin local\nfrom the\neach.key\ndescription = \"Whether\nfrom_port\tto_port\n\
data\tdata\nvolume\ntriggers\nsystem\nkeys\nenv\nec2\nconnection\nHTTP\nARN of the\ntoken\ntimeouts\nsecrets\n\
request\nrange\nlambda\nidentifier\nexternal\ndestination\nExample\ncount.index\ntype = map(string\ntopic\n\
settings\nsecurity_group_id\nroute\nother\nignore_changes\nget\nfunction_name\nfilename\ndeployment\ndeploy\n\
compute\naws_region\napply\nRegion\nEnvironment\nsensitive = true\nprotocol = \"tcp\nmodule \"vpc\n\
value\tdescription\nprovided\nproduction\npermissions\nowner\nnone\nlabel\ninto\nencrypted\nelement\ndefaults\n\
code\nattached\nIDs\nFor\ncount = local\nused for\non the\ndata \"aws_iam_policy_document\nvpc_cidr\n\
validation\nkubernetes\nencryption\nencrypt\nclient\nafter\nKMS\nvalue = local\nus-east\nthe VPC\n\
name\tlocation\nzip\nscope\nrepo\nrecords\norganization\nkms_key_id\ngateway\nexisting\necho\ncredentials\n\
base\nassigned\nvariable \"tags\nvalues are\ntype = object\ndescription = \"Allow\nsource\tname\n\
name\tassume_role_policy\nrunning\nquery\nlookup\ngoogle\nglobal\ncapacity\nterraform-aws-modules\n\
region = var.region\nto enable\nis used\ndescription = \"Number\nsource\tfor_each\nwrite\nstore\n\
retention_in_days\nhave\nagent\nUser\nPublic\nEOT\nvalue = var\ntags = merge\nname = \"${var\nwww\nwhether\n\
sid\nrepository\ndatabase\ncpu\ncontrol\naccounts\nMust\nName of the\nsecurity group\nfor_each = local\n0].arn\n\
zones\nwithin\nttl\ntext\ntable\nsubject\nrequests\nmember\nload\nhas\nfield\nempty\nebs\ndocker\nbucket_name\n\
Instance\nGateway\nEC2\narn:aws:iam\ntype = \"Service\nrole = aws_iam_role\nfor_each = toset\nfor this\n\
iam::aws:policy\nto_port\tprotocol\nname\tvalues\ndescription\tvpc_id\ncondition\terror_message\nworkspace\n\
wait\nvolumes\nvia\ntier\nshared\nsecurity_group_ids\nschedule\nrole_arn\nports\nparameter\nitems\ninterface\n\
handler\nfamily\ncontext\nbefore\nbasename\navailability_zone\naudit\nSee\nHTTPS\nAccess\nto allow\n\
the resource\nexample.com\ndescription = \"ARN\nlength\tspecial\nssh\nprovisioned\nplatform\nplan\noutputs\n\
oidc\nmaximum\nmax\nmanage\nerror\nbetween\nauto\nauthentication\nauth\nTCP\nPolicy\nNetwork\nto use for\n\
https://github.com\nname\tregion\ndefault\tdescription\nsplit\nservice_name\nremote\nref\nprivate_subnets\n\
nodes\nimages\nhealth\ndns\ndisabled\ncreation\nbackup\nPrivate\nCloudWatch\nto add\nthe default\nby the\n\
source = \"terraform-aws\ndescription = \"A list\ndescription = \"The ARN\nthe instance\n\
resource \"aws_iam_role_policy_attachment\nis created\ndescription = \"Map\ncpu\tmemory\nzone_id\n\
vpc_security_group_ids\nupper\nsupported\nsub\nreplication\nregistry\nprincipal\nnon\nnet\nmore\nlarge\nk8s\n\
first\ndomain_name\naws_vpc\navailability\nautoscaling\nauthorization\nallowed\nacl\nUsed\nRole\nIPv4\n\
type = list(object\nwhere the\nresource \"null_resource\neffect = \"Allow\nvalue\tsensitive\nname\tnamespace\n\
name\tcidr\ndata\tresource\nyaml\ntls\nsupport\nsecondary\noptions\nmysql\nmicro\nmetrics\nmedium\nlimit\n\
input\ninformation\ndisplay_name\ndeletion\ncidr_block\nattributes\naddresses\neach.value.name\n\
data.aws_caller_identity.current\nto true\noptional(string\nname = \"${local\nforce_destroy = true\n\
role\tpolicy_arn\nfor_each\tname\nuser_data\nstart\nsecurity_groups\npool\nnetwork_interface\nmulti\nmax_size\n\
manager\nlower\nlinux\nlevel\nkind\ngit\nfull\nengine\ndisable\nadditional\nSubnet\nSSH\nKubernetes\nJSON\n\
Defaults\nCluster\nAccount\nwhich the\nto associate\nthe cluster\nsource = \"../../modules\n\
create_before_destroy = true\ndata \"aws_caller_identity\" \"current\naws:iam::aws\nname\ttags\nkey\tvalue\n\
actions\tresources\nVersion\t\"Statement\nwithout\nvariables\ntypes\ntimestamp\nthan\nspec\nseconds\npurpose\n\
prod\noperator\nmin_size\nmanagement\nids\niam_role_arn\nhello\nfoo\ndeleted\ndatabase_name\ncreating\n\
containers\nattribute\nConfiguration\nCan\nof tags\ndomain name\nvariable\tvalues\ntest\tvariable\n\
protocol\tcidr_blocks\nport\tprotocol\neffect\tactions\ndefault\ttype\ndata\tlocals\nactions\tprincipals\n\
threshold\ntheir\npublic_subnets\nperiod\nlogin\ncontent_type\nami\nType\nCreate\nvpc_id = module.vpc\n\
tags = local.tags\nregion = \"eu-west\nus-west\nspecial = false\nin which\ngroup for\nfor_each = { for\n\
description = \"VPC\nIP address\ndescription\tpolicy\ncreate\tupdate\ncidr\tazs\ntwo\ntrigger\nsuffix\nstaging\n\
some\nsession\nreplicas\nper\nmachine_type\nkey_id\niops\nflatten\nfirewall\nexpression\nendpoints\ndisk\n\
definition\ndate\nclient_id\nchange\naws_subnet\nDeny\nCloud\nvalue = data\nresource \"aws_security_group\n\
resource \"aws_iam_policy\nname = \"default\ndepends_on = [module\nThe default\n\"Version\n\"Action\n\
username\tpassword\nname\trole\nspecific\nself\npostgresql\nminutes\nmin\nmetric\nmessage\nkey_name\n\
integration\nfiles\neks\ndeletion_protection\ncheck\nbase64encode\nazure\nautomatically\nannotations\nProject\n\
Enabled\nvar.environment\nresource \"random_string\nof days\nis not\ndescription = \"Specifies\n\
description = \"AWS\ncount = length\nas the\nto be used\nmodule.vpc.vpc_id\n\
assume_role_policy = data.aws_iam_policy_document\nzone_id\tname\nvpc_id\ttags\nproject\tregion\nversions\n\
versioning\nthroughput\nssm\nsnapshot\nsample\nreserved\nproxy\noverride\ninternet\nexecute\nengine_version\n\
ecr\ndns_name\ndirection\ncontroller\ncloudwatch\ncache\nbeing\navailability_zones\nattachment\nTest\nManager\n\
Managed\nvalue = try\nto deploy\nresource \"aws_cloudwatch_log_group\nnull ? var\nis set\nis enabled\n\
description = \"Enable\ncoalesce(var\nID for\n\"Resource\nname for the\ntype\tvalue\nttl\trecords\n\
sid\tactions\ndefault\tvalidation\nwas\nusage\nstage\nsetting\nresource_id\nrds\nobjects\nmembers\nmapping\n\
machine\nip_address\ngp3\nelb\ndevice_name\ncert\napplied\nUse\nStorage\nOptional\nOnly\nLambda\nHello\nGet\n\
App\nname = string\nbe set\nall resources\nwill be created\ntags = var.tags\nsource = \"hashicorp/random\n\
aws_caller_identity.current.account_id\naws.amazon.com\nv in local\ntry(each.value\nname = var.name\n\
description = \"A map\ntype = \"AWS\nto apply\nthat are\nsource = \"./modules\nprovider = aws\nor not\n\
optional(bool\nlength(local\nkey for\ngoogleapis.com\ndescription = \"Set\nprovider\tname\nmodule\tmodule\n\
weight\nvault\nthen\ntesting\ntemplates\nservice_account\nsearch\nrole_name\nrevision\nreplica\nrecord\n\
publisher\nlimits\njob\nhub\ngeneral\nfeatures\nevent\nend\neither\nduring\nduration\nconfigured\ncharacters\n\
branch\nalso\nYou\nPOST\nDelete\nDatabase\nAdmin\nuse for the\ndata.aws_availability_zones.available\n\
aws_availability_zones.available.names\nactions = [\"sts:AssumeRole\nthe name\ndescription = \"This\n\
created for\nIf you\ntype\tttl\nname\tvpc_id\nname\tretention_in_days\nname\tpath\nlocation\tname\nx86_64\n\
world\nworker\nvolume_type\nvolume_size\ntables\nsql\nsend\nsecret_id\nregex\nnotifications\nnotification\n\
networking\nmetric_name\nissuer\ninterval\ninstead\ninstance_class\ninfrastructure\ninbound\nhex\ngenerated\n\
force\nexport\ndisk_size_gb\ndimensions\ndetails\ndeployed\ncontaining\ncluster_id\nclass\nbyte_length\nalb\n\
acm\nRequired\nRSA\nOIDC\nGET\nDescribe\nData\nDELETE\nARNs\nthe IAM role\n\
policy = data.aws_iam_policy_document\ndescription = \"The number\nto set\nthe account\nthat will\n\
resource \"aws_route53_record\nresource \"aws_kms_key\nprovider \"google\nproject = var\nin module\n\
githubusercontent.com\nenabled = false\ncondition = var\naws//modules\na new\n\"iam\nupdate\tdelete\n\
name\tresource_group_name\nname\tpolicy\nlocation\tresource_group_name\nhandler\truntime\nalias\tregion\n\
ubuntu\ntpl\ntolist\nspecify\nsingle\nscript\nregions\nredis\npostgres\npods\npod\nout\noption\nmatch\n\
locations\nkms_key_arn\njsondecode\ninfo\nincluding\nimage_id\nignore\ngp2\nfrontend\nephemeral\ndefined\n\
create_duration\ncore\nchanges\nbuild\narchive\namd64\nalgorithm\nZone\nTLS\nStandard\nPassword\nNOT\nLog\n\
Google\nregion = \"us-east\nof the IAM\nmodules/vpc/aws\neach.value.tags\n\
data \"aws_availability_zones\" \"available\naws-modules/vpc\nwhen the\nvariable \"location\ntrue : false\n\
to run\nto encrypt\nto attach\nto assign\nthe policy\nname = \"test\nlog group\nexample.name\n\
description = \"Description\ndata \"terraform_remote_state\nSecurity Group\nS3 bucket\n\
provisioner \"local-exec\nbackend\tconfig\nunit\nteam\nstorage_type\nstatic\nsns\nsee\nprovider_meta\nprojects\n\
pattern\npartition\nopen\nnode_count\nnat\nnamespaces\nmay\nkeep\ninstance_types\ninclude\nhour\ngcp\nfully\n\
fqdn\nforward\nflow\ndeveloper\ncontain\nbootstrap\nbody\nbased\napps\nallocated_storage\nalert\nabout\nSource\n\
SQL\nMySQL\nIPv6\nEurope\nCustom\nControl\nyou want\nvariable = \"aws\ntype = \"ingress\nto manage\n\
this module\ntest = \"StringEquals\ns3-bucket\nresource \"random_id\nprovider \"kubernetes\nname = module\n\
most_recent = true\nlookup(var\nif you\nif the\nhttps://www\ngroup name\nfor each\ndefault = \"default\n\
data \"aws_route53_zone\nand the\n\"ec2\nto be created\nof the VPC\nname = local.name\n\
module.vpc.vpc_cidr_block\nhttps://docs.aws\ndocs.aws.amazon\n\"arn:aws\nvariable\tvariable\n\
min_size\tmax_size\nlocal\tlocal\neffect\tresources\nwindows\nwebhook\nvm_size\nuri\nsubscription\nsubnet_name\n\
security_group_description\nscopes\nscheduler\nroute53\nresponse\nreference\nprotection\nproperties\n\
private_ip\npresent\nowners\nneed\nmoved\nmonitor\nip_configuration\ninstance_name\ninstance_id\ninstall\n\
hosted\netc\ndevice\ncreate_security_group\nconsole\ncompact\nclusters\ncannot\nbut\nallows\nadmin_username\n\
URI\nTime\nSTANDARD\nRoute53\nOne\nNAT\nDomain\nDisabled\nBucket\nAll\nAdd\nshould be created\n\
name = each.value\nmodules/terraform-aws\naws-modules/terraform\nassociated with the\naccess to the\n\
within the\nwhether the\nvariable \"environment\nvalue.type\nus-central1\nurl = \"https\nthe same\n\
resource \"time_sleep\nresource \"aws_instance\nprotocol = \"TCP\noptional(number\nmodules/iam\nis the\n\
for all\nName = local\n\"name\nvpc_cidr\tazs\nvar\tvar\nsource\tproviders\nsid\teffect\ndescription\tname\n\
description\tfrom_port\ncount\tsource\narn\t\"arn\nworkload\ntarget_type\nsubstr\nstream\nstrategy\n\
storage_class\nskip_final_snapshot\nroute_table_id\nrate\npublish\nparent\nparameter_group_name\norigin\nnginx\n\
networks\nlaunch\nlambda_handler\nkubernetes_version\nkubectl\ninstance_count\nimport\nhours\nhealth_check\n\
header\nencoded\ndocument\ndifferent\ndevelopment\ndemo\ndefault_action\ncustomer\ncontents\nconditions\n\
buckets\nbucket_prefix\nbeen\nbackup_retention_period\nargs\napi_version\nanother\nSid\nPlatform\nIdentity\n\
Controls\nCPU\nAddress\ntype = list(any\nsource = \"github.com\nfile(\"${path.module\ndata.aws_region.current\n\
com/terraform-aws\n\"Effect\": \"Allow\nuse the\ntype = any\nto false\nthis value\nthe role\nthe resources\n\
that the\nresource \"azurerm_resource_group\nresource \"aws_lambda_function\npolicy_arn = aws_iam_policy\n\
kube-system\nkey used\ngoogle.com\ndescription = var\ndescription = \"IAM\ndescription = \"Additional\nKMS key\n\
DNS name\nARN for\n\"kubernetes\ntype = map(object\nsource = \"hashicorp/null\npolicy_arn = \"arn:aws\n\
location = var.location\ndescription = \"Security group\ndata \"aws_region\" \"current\nWhether to create\n\
vpc_id\tsubnet_ids\nrole\thandler\nresource_group_name\tlocation\nprivate_subnets\tpublic_subnets\n\
name\tsubnet_id\nname\timage\ndescription\ttags\ncount\tstatement\ncount\trole\n\
block_public_acls\tblock_public_policy\nwaf\nvpn\nvpc_name\nuser_name\nstack\nsqs\nsmall\nsecond\nretention\n\
redirect\nqueue\nplane\npipeline\nmodified\nminimum\nmethod\nload_balancer_type\nhow\nfolder\nexists\ncurl\n\
csi\nconnections\ncomment\ncluster_version\nblock_device_mappings\nbasic\nassume\nanalytics\nWest\nProduction\n\
Management\nIPs\nHub\nGitHub\nEast\nvpc_id = data\nvariable \"instance_type\ntype for\nthe bucket\n\
retention_in_days = var\nresource \"random_password\nresource \"aws_s3_bucket\nresource \"aws_iam_role_policy\n\
provider \"azurerm\npolicy for\nname = \"example\nname = \"/aws\nn1-standard\nmodule \"wrapper\nin this\n\
if not\nfor key\ndescription = \"Service\ndescription = \"Instance\ndescription = \"Default\ndefault.name\n\
data.terraform_remote_state\ncluster_ca_certificate = base64decode\nSee https\nIf not\nwill be used\n\
optional(list(string\nValid values are\nAmazon Resource Name\ntype\tfrom_port\nspecial\tupper\nregion\talias\n\
path\tdescription\nname\tpriority\nignore_public_acls\trestrict_public_buckets\nengine\tengine_version\n\
display_name\tdescription\nbucket\tkey\nazs\tprivate_subnets\nyml\nuntil\ntransition\ntopics\ntitle\nthrough\n\
tenant_id\ntarget_id\nsubscriptions\nsse_algorithm\nservice_account_name\nservers\nschema\nprovide\n\
project_name\npolicy_id\npass\nown\nobject_id\nneeded\nlicense\nkms_master_key_id\nexported\nexist\nexample2\n\
dynamodb\ndriver\ndelivery\nday\ncron\ncommon_name\ncommon\nchannel\ncategory\nbackups\nautomatic\nassociation\n\
associate_public_ip_address\naliases\nUpdate\nREGIONAL\nProvider\nLinux\nFunction\nBasic\nvalue = string\n\
upper = false\nto store\nthe provider\nthe database\nthat can\nruntime = \"python3\nresource \"local_file\n\
resource \"aws_route53_zone\nprotocol = \"HTTP\nmain.name\nload balancer\nis required\nin seconds\nin data\n\
for your\nerror_message = \"The\ndescription = \"Public\ndefault = \"https\ncreated and\nconfiguration for\n\
aws = aws\nCIDR block\ngithub.com/terraform\nvpc_id\tsubnets\ntype\tvalidation\nsecurity_group_ids\tsubnet_ids\n\
role\tpolicy\nrole\tmember\nresource\tresource\nregion\tname\npolicy\ttags\nname\tproject\ndefault\tnullable\n\
block_public_policy\tignore_public_acls\nEffect\t\"Action\nvpc_config\nviewer\nupgrade\ntxt\ntrust\ntime_zone\n\
task\nsubdomain\nsource_security_group_id\nsource_code_hash\nself_link\nsecretsmanager\ns3_bucket_name\n\
resource_group\nrelease\nproduct\npath_pattern\npage\nopt\noperations\nnext\nmultiple\nmulti_az\nmessages\n\
maintenance_window\nlong\nlegacy\nintegrations\niam_role_name\ngroup_name\ngke\nform\nfind\n\
enable_key_rotation\nelasticloadbalancing\necs\ndomains\ndisplay\ndisk_type\ndesired_size\ndesired\ndeny\n\
decrypt\ncontainer_port\ncomponent\nbaz\napply_immediately\nalerts\nadministrator\naddons\nactive\nServer\n\
Secrets\nSSM\nPostgreSQL\nMaximum\nGlobal\nEndpoint\nContainer\nCanonical\nAuto\nACL\nvariable \"vpc_id\n\
variable \"create\nto provision\nto access\nthe primary\nthe key\nthe following\nthe AWS\nthat should\n\
service account\nrole for\npublic_subnets = [for\nprivate_subnets = [for\nnot set\nis false\nfoo = \"bar\n\
enabled = var\ndescription = \"Private\ncondition = contains\nbucket = aws_s3_bucket\nare created\n0].json\n\
\"Principal\nsource = \"hashicorp/google\nslice(data.aws_availability_zones\npolicy/service-role\n\
module.vpc.private_subnets\neach.value.description\nbe used for\nbasename(path.cwd\naws:policy/service\n\
Resource Name (ARN\nsource = \"hashicorp/kubernetes\nregion = local.region\ndescription = \"The Amazon\n\
description = \"Region where\nazs = slice(data\n\"s3:ListBucket\nvpc_id = aws_vpc\ntype = \"string\nthe KMS\n\
resource \"google_storage_bucket\nresource \"google_compute_network\nresource \"aws_security_group_rule\n\
policy = jsonencode\noptional(object\nof IAM\nnullable = false\nnull : var\nname = \"vpc\nis only\n\
ip_protocol = \"tcp\nenvironment = var\nenable_nat_gateway = true\ndescription = \"Create\n\
description = \"Configuration\ndeletion_protection = false\ndata.aws_ssm_parameter\ncondition = length\n\
concat(var\ncloud-platform\nbucket = module\nvolume_size\tvolume_type\nprincipal\tsource_arn\npath\tport\n\
name\tport\nlogs\t\"logs\nkind\tname\nfunction_name\trole\nfor_each\tsource\neffect\tprincipals\n\
description\tsensitive\nami\tinstance_type\naccount_tier\taccount_replication_type\nVersion\tStatement\nxlarge\n\
view\nverify\nvars\nupdates\ntmp\ntimezone\nthree\ntargets\nstorage_encrypted\nstart_time\nstable\nsetup\n\
server_name\nsecurity_group_name\nscale\nresource_type\nresource_arn\nrequires\nregional\npython\nputin_khuylo\n\
public_key\npublic_ip\nprometheus\nprivileged\nprivate_subnet_ids\npolicy_name\npart\nover\norg_id\norder\n\
numeric\nnumbers\nmake\nits\ninputs\ninitial\ngoogle_compute_subnetwork\ngateways\nfoobar\nfields\nfeature\n\
every\neurope\nelasticsearch\ndedicated\ncross\ncorresponding\ncomplete\ncluster_endpoint\ncertificates\nboth\n\
applicable\nallocated\nalarms\nacm_certificate_arn\naccount_name\nWhen\nValue\nVPN\nUTC\nTrue\nSpecify\nShould\n\
Repository\nNode\nApplication\nALL\nvar.defaults.tags\nvar.defaults.create\nvalue.tags, var\nvalue.create, var\n\
to create the\nthis[0].arn\ntemplatefile(\"${path.module\ntags, var.defaults\ntags = try(each\nin local.azs\n\
for_each = var.items\nfor_each = toset(local\neach.value.create\ndefaults.create, true\ncreate, var.defaults\n\
create = try(each\nazs = local.azs\nURL of the\nPossible values are\nNumber of days\nvariable \"aws_region\n\
try(data\nto connect\nthe user\nthe secret\nthe master\nthe latest\ntest = \"StringLike\nsecurity groups\n\
role_arn = aws_iam_role\nresources will\nresource \"random_pet\nresource \"aws_sns_topic\nprovider \"helm\n\
path.root\nof this\nnetwork = google_compute_network\nname, null\nmodule.eks\nis deleted\ninstance profile\n\
index.html\nin days\ndoes not\ndescription = \"Prefix\ndata.aws_ami\na valid\nKMS Key\nEC2 instance\n\
vpc_id\tcidr_block\nversion\tdescription\nresource_group_name\tvirtual_network_name\nregion\tdefault_tags\n\
project\trole\npriority\taction\nname\tmachine_type\nlocation\taccount_tier\nkms\t\"kms\n\
host\tcluster_ca_certificate\nfunction_name\tdescription\nec2\t\"ec2\nbucket\tprefix\nazs\ttags\n\
apiVersion\tkind\nadministrator_login\tadministrator_login_password\naccount_id\tdisplay_name\nzone_name\nzero\n\
workspace_id\ntemplate_file\nstored\nstatistic\nsso\nssd\nsort\nslack\nscaling\nroutes\nreturn\nretention_days\n\
restrictions\nranges\npublicly_accessible\nprefix_length\npeering\notherwise\noptimized\nnode_type\nlink\nlast\n\
language\nlambda_function_name\nipv4\nip_cidr_range\nip_address_type\ninitialize_params\ninfra\nhvm\nhosts\n\
host_name\nhere\nheaders\nfunctions\nfolder_id\nexpiration\nentry\ndoesn\ndeployments\ndeleting\n\
delete_on_termination\ndelegation\ndefault_node_pool\ndb_subnet_group_name\ndataset\ndatabases\ncloudtrail\n\
charts\ncertificate_arn\nbucket_id\nboolean\nblueprints\nbehavior\napply_server_side_encryption_by_default\n\
app_name\napiVersion\nacross\nWindows\nWeb\nUDP\nSecret\nOwner\nOrganization\nNote\nNONE\nMicrosoft\nMachine\n\
Internal\nENABLED\nDocker\nAzure\nv in var\nto associate with\nlocal.azs : cidrsubnet\neach.value.region\n\
cidr = local.vpc_cidr\nazs : cidrsubnet(local\nadd to the\n\"s3:GetObject\nvalue = [for\nto this\n\
the specified\nthe source\nthe private\nthe existing\nterraform.tfstate\nt3.medium\nsubnet IDs\n\
security_group_id = aws_security_group\nrole/aws\nresources are\nresource \"azurerm_storage_account\n\
permissions boundary\noutput \"name\nof VPC\nname_prefix = var\nname = \"name\nmerge(local\nlookup(local\n\
kms_key_id = var\nkms_key_id = aws_kms_key\ninto the\niam-role\nfor user\ndevice_name = \"/dev\n\
description = \"Type\ndata \"aws_ssm_parameter\ncreate = var\naccess-policy\nIP addresses\nGCP project\n\
Effect = \"Allow\nsubnet_ids\ttags\nsource\tcreate\nresource_group_name\tsku\nresource_group_name\tdns_prefix\n\
public_subnets\tenable_nat_gateway\nname\tzone_id\nname\tname_prefix\nname\tlabels\n\
enable_nat_gateway\tsingle_nat_gateway\ndescription\tassume_role_policy\nbucket\tpolicy\nbucket\tacl\n\
api_group\tkind\nworkspaces\nworkflows\nworkflow\nvirtual\nuser_agent\nunhealthy_threshold\nudp\nsvc\nsure\n\
subscription_id\nsources\nsleep\nskip\nsign\nservice_account_id\nservice_account_email\nselector\nscripts\n\
schedule_expression\nremoved\nprovisioning\nprivate_key_pem\npost\nplain\nplace\npaths\noutside\n\
network_interface_id\nmodel\nlocalhost\nlistener\nlinks\nlifecycle_rule\nknown\nkms_key\nkeepers\ninside\n\
inline\nincluded\niam_database_authentication_enabled\nglue\ngateway_id\nfirehose\nfinal\nexamples\nedition\n\
ebs_optimized\ndkr\ndestroy\ndesired_capacity\ndaily\ncluster_config\ncloudwatch_log_group_name\nboot\nbatch\n\
bastion\naws_eks_cluster\nautoscaler\nautomated\naudience\nassets\nalready\nVault\nString\nSetting\nRun\nRoute\n\
Monitoring\nIPV4\nHEAD\nCompute\nCloudTrail\nCIDRs\nzone_id = data.aws_route53_zone\nversion of the\n\
that is used\noptional(list(object\nof the instance\nmap of tags\nec2.amazonaws.com\ndescription = \"The list\n\
description = \"AWS region\ndays to retain\ncidrsubnet(local.vpc_cidr\nattach to the\nThe Amazon Resource\n\
Set to true\n\"sts:AssumeRole\nwill use\nwill not\nversion = \"latest\nvalues = [data\nvalue for\ntype = \"zip\n\
type = \"egress\ntype = \"SystemAssigned\nto which\nto prevent\nto configure\nthe subnet\nthe root\nthe Amazon\n\
the API\ntest.name\nservice-account\nrole name\nrestrict_public_buckets = true\nresources created\n\
resource \"google_service_account\nresource \"google_compute_instance\nresource \"azurerm_kubernetes_cluster\n\
resource \"aws_vpc\nresource \"aws_eip\nread-only\nproject.project_id\nprefix for\noutput \"vpc_id\n\
output \"security_group_id\nnot specified\nnetwork = \"default\nname = \"subnet\nlogs for\n\
ignore_public_acls = true\nidentifier for\nfor use\nfor name\nfor example\nfile(var\neffect = \"Deny\n\
distinct(concat\ndata \"aws_vpc\ndata \"aws_ami\nby Terraform\nblock_public_policy = true\n\
block_public_acls = true\nat least\nan existing\naccount_tier = \"Standard\na public\nThis will\nSNS topic\n\
AWS account\n\"type\n\"Service\nvalue = module.vpc\nused for the\nto the instance\nsource = \"hashicorp/helm\n\
size of the\nset to true\nprovider = google-beta\nname = each.key\nfilename = \"${path.module\n\
description = \"The domain\ndescription = \"The VPC\ndata.aws_partition.current\nvpc_id\tingress\n\
subnet_ids\tsecurity_group_ids\nsubnet_id\ttags\nsubnet_id\tprivate_ip_address_allocation\nsku\tversion\n\
resource_group_name\tip_configuration\npublisher\toffer\nproject\tname\noffer\tsku\nnetwork\taccess_config\n\
name\tprotocol\nname\tproject_id\nname\tannotations\nmost_recent\towners\nmetric_name\tnamespace\n\
machine_type\tzone\nimage_id\tinstance_type\ndevice_name\tebs\ncount\tdepends_on\nbucket\trule\nbucket\trole\n\
watch\nuses\nuseful\nuse_name_prefix\nthem\nteams\ntable_id\nsync\nspot\nspoke\nshort\nsecurity_group\nscheme\n\
role_ref\nreports\npublished\nprivate_ip_address\nplacement\npermission\npeer\npasswords\noutbound\nour\n\
organizations\nmetadata_options\nmanual\nlog_type\nlive\nlinked\nlike\nlambda_function_arn\nkubeconfig\nint\n\
ignored\nicmp\niam_instance_profile\nhealthy_threshold\ngov\nfriendly_name\nexecution\nenvironments\n\
environment_name\nemails\ndeletion_policy\ndb_name\ncurrently\ncontainer_name\ncluster_identifier\ncloudfront\n\
capabilities\nbuilder\nblank\naws_account_id\nauto_minor_version_upgrade\nassertion\nartifacts\narns\nami_type\n\
always\naccessing\nWorld\nWill\nSystem\nSlack\nPool\nGithubRepo\nFederated\nEBS\nConfig\nActive\nAPIs\n\
zone for\nvariable \"project_id\nvariable \"domain\nvar.cluster_name\nvalue = { for\nuse with\nthis variable\n\
tags = { Name\nsubnet_id = azurerm_subnet\nstorage_account_type = \"Standard_LRS\nsingle_nat_gateway = true\n\
s\", var\nrun the\nresource \"helm_release\nresource \"azurerm_virtual_network\nresource \"azurerm_subnet\n\
resource \"azurerm_network_interface\nresource \"aws_subnet\nresource \"aws_ssm_parameter\n\
resource \"aws_s3_bucket_policy\nreplace(var\nprivate_ip_address_allocation = \"Dynamic\noutput \"arn\nof all\n\
of additional\nof AWS\nnetwork interface\nname = \"cluster\nlocation = \"global\nlist(number\nkeys(local\n\
is true\ninstance type\nin your\nin each\nif var\nfor subnet\nfor cluster\nflow-logs\n\
enable_dns_hostnames = true\ndescription = \"Path\ndescription = \"Key\ndescription = \"Example\n\
description = \"Enables\ndescription = \"DNS\ndata \"archive_file\nblock for\nare not\nall-all\nafter the\n\
account_replication_type = \"LRS\na value\na list\nIf the\nIAM roles\nCIDR blocks\n\"source\n\"description\n\
\"Name\nused by the\ntype = map(any\nto all resources\nsubnet_ids = module.vpc\nregion = var.aws_region\n\
region = \"us-west\nof the resource\nname = try(each\nname = \"ex-${basename\nkubernetes.io/role\n\
for the cluster\nex-${basename(path\ndescription = \"The URL\ndescription = \"Specifies whether\n\
data \"aws_partition\" \"current\ncreated by this\ncount = length(var\nSecurity group for\nDescription of the\n\
0].id, null\n0].arn, null\n\"kms:Decrypt\nzone_id\tevaluate_target_health\n\
virtual_network_name\taddress_prefixes\nsubnet_id\troute_table_id\nretention_in_days\tkms_key_id\n\
resources\tcondition\nresource_group_name\tsku_name\nresource_group_name\tnetwork_interface_ids\n\
repository\tchart\nregion\ttags\nproject\tservice\nnetwork_interface_ids\tvm_size\nname\ttier\n\
name\ttarget_key_id\nname\trole_arn\nname\trepository\nname\tdatabase_version\nkind\tmetadata\n\
function_name\tprincipal\nfor_each\tproject\ndescription\tdeletion_window_in_days\ndescription\tcidr_blocks\n\
depends_on\tname\ndepends_on\tcreate_duration\ncredentials\tproject\nassume_role_policy\ttags\n\
admin_username\tadmin_password\naddress_space\tlocation\naction\tfunction_name\nEffect\t\"Principal\nworkloads\n\
tostring\ntenant\nsubnetworks\nstatement_id\nspace\nsnapshots\nsecure\nschemas\nrouter\nrestore\nreservation\n\
require\nreadonly\nread_only\nquery_string\npubsub\npublic_subnet_tags\npub\nprotocols\nprivate_subnet_tags\n\
private_key\npolicy_type\npassed\nos_type\nnvidia\nnetwork_name\nname_servers\nmax_session_duration\n\
match_labels\nlisten\nlicense_type\nkey_usage\ninitial_node_count\ngoogle_secret_manager_secret_version\n\
forwarding\nformatlist\nfixed\nfail\nexpire\nexample1\nencoding\nenabled_cloudwatch_logs_exports\ndns_config\n\
configs\ncommands\ncidr_ipv4\nbinding\nbin\nbelow\naws_iam_openid_connect_provider\nautoscale\nautomation\n\
applies\nalarm\naffects\naccess_key\nVirtual\nVPCs\nTeam\nTask\nResources\nRequest\nPremium\nPlease\nPUT\n\
Origin\nObject\nLoadBalancer\nLatest\nInterface\nFirewall\nFQDN\nFARGATE\nExternal\nContent\nCertificate\n\
CREATE\nALB\nwww.googleapis.com\nvpc_id = var.vpc_id\nvar.defaults.name\nvalue.name, var\n\
terraform.io/providers\ntags = merge(var\nsecurity-group/aws\ns3.amazonaws.com\nrole/internal-elb\n\
resources = [\"arn:aws\noptional(bool, true\noptional(bool, false\nof the service\nof the policy\n\
name, var.defaults\nname = \"${local.name\nmust be one\nio/role/internal\nio/role/elb\nio/providers/hashicorp\n\
https://www.googleapis\nhttps://registry.terraform\nfor_each = each.value\ndescription = \"The type\n\
description = \"The default\nassociate with the\nExample = local.name\n\"s3:PutObject\n\"logs:CreateLogStream\n\
worker nodes\nvariable \"prefix\nvar.vpc_cidr\nvalue.value\nuser password\nuse this\nto `true\nthe number\n\
the current\nthe associated\nthe Kubernetes\nt3.micro\nsubnet_id = aws_subnet\nsts:TagSession\n\
status = \"Enabled\nspecial = true\nskip_final_snapshot = true\nresource \"tls_private_key\n\
resource \"google_sql_database_instance\nresource \"google_project_iam_member\n\
resource \"google_compute_global_address\nresource \"aws_secretsmanager_secret\n\
resource \"aws_lambda_permission\nresource \"aws_iam_instance_profile\npermissions_boundary = var\n\
output \"cluster_name\nnot provided\nname = \"internal\nmodule \"eks\nmaintenance window\nin keys\n\
encryption key\nencrypted = true\nec2-instance\ndescription = \"URL\ndescription = \"Time\n\
description = \"Policy\ndescription = \"Cluster\ndescription = \"Access\ndescription = \"(Optional\n\
depends_on = [time_sleep\ncontent_type = \"application\nconcat(local\ncommand = \"aws\ncan only\n\
caching = \"ReadWrite\nbucket for\nbucket = var\nbe deleted\navailability zones\nall egress\naccount that\n\
a random\nYou can\nUsed for\nID where\nID that\nCan only\nARN assigned\n\"Sid\nzone\tboot_disk\n\
version\tfor_each\nvalue\teffect\ntype\tsensitive\ntype\talias\ntags\tdepends_on\nstatement_id\taction\n\
secret_id\tsecret_string\nrole\tmembers\nresources\tprincipals\nresource_group_name\tapp_service_plan_id\n\
region\tvpc_cidr\nprovider\tproject\nprotocol\tports\nproject\tlocation\nowners\tfilter\nnode_count\tvm_size\n\
namespace\tlabels\nname\tvalue_from\nname\tscope\nname\tnode_count\nname\tnetwork\nname\taddress_space\n\
location\tversion\nlocation\tsku\nlocation\tforce_destroy\nkms_key_id\ttags\nfriendly_name\tdescription\n\
force_destroy\ttags\necr\t\"ecr\ndomain_name\tzone_id\ndata\tmodule\ncommand\targs\nclient_id\tclient_secret\n\
cidr_blocks\tsecurity_group_id\ncidr_block\tavailability_zone\nbucket\tblock_public_acls\n\
workload_identity_pool_id\nwest2\nvnet\nupdated\ntraffic_type\ntogether\nthere\ntarget_group_arn\nstorage_mb\n\
storage_image_reference\nstorage_account\nstatus_code\nssh_public_key\nsource_image\n\
soft_delete_retention_days\nsnapshot_identifier\nsimple\nside\nshare\nseverity\nservice_account_role_arn\n\
secret_name\ns3_bucket\nrouting\nroute_table_ids\nrotation\nrestart\nrepository_id\nrepositories\nremove\n\
recommended\nproject_number\nprincipal_id\nport_name\npip\nperformance_insights_enabled\npem\noverride_special\n\
output_base64sha256\norganization_id\nonce\noidc_providers\nobject_ownership\nmod\nmerged\nmaster_username\n\
mappings\nmap_public_ip_on_launch\nlts\nletters\nkey_arn\nip_version\nio1\ninvoke\nimmediately\nhome\nhigh\n\
green\nfrontend_ip_configuration\nfree\nforce_delete\nflag\nexcept\nenvironment_variables\nensure\nenforced\n\
endpoint_type\nencryption_key\nemail_address\neks_cluster_id\ndisk_size\ndirectly\ndestroyed\ndefault_ttl\n\
creates\ncontrols\nconnection_id\nconfigurations\ncompress\ncollection\ncollation\ncluster_arn\ncloudsql\n\
certificate_authority\ncat\nbytes\nbucket_arn\nbackup_window\naws_acm_certificate\nawesome\n\
authentication_mode\naud\nassumed\narguments\narchitecture\napp_id\nallocation_id\nalarm_name\n\
alarm_description\nagainst\naddress_prefix\nabspath\nTags\nSome\nServices\nSample\nSQS\nRoles\nNone\nNamespace\n\
Min\nInternet\nHost\nGroups\nElastic\nELB\nEFS\nDirectory\nArnLike\nAMI\ntype = list(map\nto use when\n\
source = \"hashicorp/azurerm\ns3-bucket/aws\nresource_group_name = azurerm_resource_group.example\n\
region}.amazonaws.com\nregion = \"us-central1\nproject = var.project_id\nof the security\nof the created\n\
number of days\nlocation = azurerm_resource_group.example\nkubernetes.io/cluster\n\
instance_type = var.instance_type\niam::${data.aws_caller_identity\nfor_each = toset(var\nfor the IAM\n\
each.value.type\ndescription of the\ndescription = \"The region\ndescription = \"The public\n\
description = \"The private\ndescription = \"The maximum\ndescription = \"The amount\n\
description = \"Determines whether\ncount = var.create\ncoalesce(each.value\ncan be used\n\
azurerm_resource_group.example.name\nazurerm_resource_group.example.location\nattached to the\nassign to the\n\
Whether to enable\n\"kms:GenerateDataKey\nzone_id = aws_route53_zone\nwhich will\nvolume_type = \"gp3\n\
variable \"subnet_ids\nvar.bucket_name\nvalue = aws_instance\nvalue = aws_iam_role\nvalue = \"true\nusing the\n\
uri = \"https\ntype = \"CNAME\ntry(var\nto send\nto avoid\nto `false\nto CloudWatch\nthe value\nthe storage\n\
the public\nthe network\nthe module\nsecret_id = aws_secretsmanager_secret\nrole ARN\n\
resource \"google_container_cluster\nresource \"google_bigquery_dataset\nresource \"azurerm_virtual_machine\n\
resource \"azurerm_key_vault\nresource \"aws_sqs_queue\nresource \"aws_route_table\nresource \"aws_kms_alias\n\
resource \"aws_iam_policy_attachment\nrequired for\nprevent_destroy = true\nport = var\npassword.result\n\
of your\nof subnet\nof maps\nnamespace = var\nname = \"terraform\nname = \"http\nm5.large\nlog-group\n\
location where\nlength(regexall\nleast one\nkms-key\nkeys(var\nkey_vault_id = azurerm_key_vault\nhttps://${var\n\
from which\nfor VPC\nfor Terraform\neu-central\nendpoint for\ndynamic \"statement\ndescription = \"Unique\n\
description = \"Resource\ndescription = \"Kubernetes\ndescription = \"Environment\ndescription = \"Controls\n\
data.http\ndata \"http\ncreate = false\ncluster_name = local\nbe the\nbe enabled\nbe added\nat the\n\
app_service_plan_id = azurerm_app_service_plan\nName = \"${local\nLoad Balancer\nGoogle Cloud\nCloudWatch Logs\n\
\"eks\n\"aws\n\"${var\nvpc_id = data.aws_vpc\nvar.defaults.region\nvalue.region, var\ntype of the\nto use the\n\
to deploy the\nthe security group\ntags to assign\ntags to add\nrole = \"roles/storage\nregion, var.defaults\n\
region = try(each\nrbac.authorization.k8s\nraw.githubusercontent.com\noutput_path = \"${path.module\n\
merge(var.tags\nid of the\ngoogleapis.com/auth\nenabled = optional(bool\ndefaults.region, null\n\
default = \"us-central1\ncloud.google.com\nby this module\naws_region.current.name\naddress of the\n\
added to the\nWhether or not\nService Account for\nName (ARN) specifying\nID for the\nARN) specifying the\n\
\"logs:PutLogEvents\nversion\tadministrator_login\nvariable\tresource\ntype\tname\ntier\tsize\n\
tenant_id\tsku_name\ntarget_bucket\ttarget_prefix\n\
storage_data_lake_gen2_filesystem_id\tsql_administrator_login\n\
sql_administrator_login\tsql_administrator_login_password\nservice_account_id\trole\nsensitive\tvalue\n\
resource_group_name\tserver_name\nresource_group_name\taddress_space\npriority\tdirection\npolicy_arn\trole\n\
org_id\tbilling_account\nnamespace\tperiod\nname_prefix\tdescription\nname\tstorage_account_name\n\
name\tstorage_account_id\nname\tsource\nname\tpublic_ip_address_id\nname\tkey_vault_id\nname\tkey\n\
name\tcaching\nname\tauto_create_subnetworks\nmodule\t\"${module\n\
location\tstorage_data_lake_gen2_filesystem_id\nimage\tname\nid\tstatus\niam\t\"iam\nhttps\t\"https\n\
create_option\tmanaged_disk_type\ncreate_duration\tdepends_on\ncount\tbucket\ncontent\tfilename\n\
computer_name\tadmin_username\ncluster_ca_certificate\texec\ncaching\tstorage_account_type\n\
caching\tcreate_option\nworkspace_name\nworkers\nwork\nwhat\nvisibility_config\nunder\ntriggered\n\
transit_gateway_id\ntrail\ntolerations\ntiers\nthose\nthese\ntgw\ntfc\ntasks\ntarget_bucket\ntable_name\n\
systemctl\nsubject_alternative_names\nstorage_os_disk\nstatements\nssl\nsqlserver\nsouth\n\
source_image_reference\nsite_config\nservice_id\nserver_auth\nsecurity_group_rules\n\
security_group_ingress_rules\nsecret_data\nsaml\nrest\nreplicate_source_db\nrendered\nready\nreader\nquota\n\
psc\nprovider_arn\npricing\npoint\nplacement_group\npending\nparent_id\nos_profile_linux_config\nos_profile\n\
os_disk\noff\nnode_config\nmonitoring_interval\nmodule_depends_on\nmirror\nminute\nminimum_password_length\n\
min_ttl\nmicrosoft\nmeans\nmajor_engine_version\nlogging_config\nlog_group_name\nlog_destination\nlaunch_type\n\
launch_template\nkinesis\nkeyring\nkey_encipherment\nkey1\nintegrity\ninstance_template\n\
instance_initiated_shutdown_behavior\nhttp_put_response_hop_limit\nhealth_check_type\nhash_key\ngpu\ngiven\n\
generation\ngenerate\ngcloud\nframework\nfolders\nfailure\nexports\nerrors\nencrypting\n\
eks_managed_node_groups\ndrop\ndone\ndocuments\ndirectory\ndigital_signature\ndigital\ndevice_index\ndepends\n\
debug\ncrypto\ncopy_tags_to_snapshot\nconnector\nconf\ncomputer_name\ncloudfunctions\ncicd\nchild\nchanging\n\
cdn\ncapacity_reservation_specification\nblob\nbackend_port\nback\nauthority\nattribute_mapping\n\
assign_public_ip\nasn\nargocd\napigateway\napi_key\nalpha\nallocation\nalarm_actions\naccess_token\nWorkload\n\
WAF\nStatus\nSSD\nPod\nOPTIONS\nNotification\nNLB\nMon\nLocation\nInstances\nInsights\nIngress\nGCS\nFunctions\n\
Engine\nConnect\nBackup\nBackend\nAuthorization\nAgent\nwas created\nvariable = \"kms\nvariable \"vpc_name\n\
variable \"vpc_cidr\nvariable \"cluster_name\nvar.vpc_name\nvar.username\nvar.domain_name\nvalues = [\"opt\n\
value will\nvalue must\nvalue = length\nuser-data\nus-east1\ntolist(data\nthe form\nthe environment\n\
the domain\nthe desired\nthe Terraform\ntarget-type\nstorage_account_access_key = azurerm_storage_account\n\
source = \"cloudposse\nso that\nresource name\nresource \"azurerm_storage_container\n\
resource \"aws_secretsmanager_secret_version\nresource \"aws_internet_gateway\nresource \"aws_iam_user\n\
resource \"aws_cloudwatch_event_target\nresource \"aws_cloudwatch_event_rule\nregion where\n\
publisher = \"Canonical\npublish = true\npublic key\nprovider_meta \"aws\nprotocol = \"Tcp\n\
output \"security_group_arn\nnull || var\nnull ? [var\nnull && var\nnamespace = \"AWS\nname = \"opt\n\
name = \"aws\nmore information\nmachine_type = var\nlocations/global\nload-balancer\nkind = \"ClusterRole\n\
is provided\nis attached\ninstance will\nin all\niam:PassRole\nhttps://example\nhosted zone\ngroup.name\n\
force_destroy = var\nfor_each = data\nfor Cloud\ndomain_name = var\ndescription = \"Used\n\
description = \"Shared\ndescription = \"Network\ndescription = \"EKS\ndescription = \"Database\n\
description = \"Bucket\ndescription = \"Allows\ndeletion_protection = var\ndefault value\ndata.aws_subnets\n\
data \"aws_subnets\ncreate_option = \"Empty\ncontrol plane\ncontainer_access_type = \"private\ncan(regex\n\
billing account\nbe specified\naws_vpc.main\nauto_create_subnetworks = false\nassume_role_policy = jsonencode\n\
are applied\nallowed_methods = [\"GET\nalgorithm = \"RSA\naddress_type = \"INTERNAL\nacl = \"private\n\
account_replication_type = \"GRS\naccount for\na service\nWest Europe\nUse this\nRDS instance\nPolicy for\n\
IAM Role\nFor example\nDNS zone\n0 ? var\n\"Condition\nzone = \"us-central1\nvar.create && var\nused to set\n\
type = each.value\nthis[0].name\nthe EKS cluster\nstatus of the\nresource \"azurerm_resource_group\" \"example\n\
providers/hashicorp/aws\nproject_id = var.project_id\noptional(map(string\nnamespace = \"kube-system\n\
name = \"${var.prefix\nmodules/security-group\nmodules/s3-bucket\nmetadata[0].name\n\
machine_type = \"n1-standard\nlookup(each.value\nlist(map(string\nin which the\nhttps://raw.githubusercontent\n\
https://cloud.google\nhashicorp/aws/latest\nfor the VPC\nfor key, value\nevents.amazonaws.com\n\
eks.amazonaws.com\ndescription = \"The location\ndescription = \"If true\ndebian-cloud/debian\n\
data.azurerm_client_config.current\naws:iam::${data\naws/latest/docs\naws-modules/security\nassigned by AWS\n\
api_group = \"rbac.authorization\nName = local.name\nARN) of the\n\"s3:DeleteObject\nvalues\tvariable\n\
test\tvalues\ntenant_id\tobject_id\ntags\tlifecycle\nstorage_account_type\tcreate_option\nsource\tproject_id\n\
source\tdepends_on\nsource\tcount\nservice\treserved_peering_ranges\nscope\tdefault_action\n\
resource_group_name\ttenant_id\nresource_group_name\tstorage_account_type\n\
resource_group_name\tallocation_method\nregion\tversion\nregion\tproject\nproject\taccount_id\n\
period\tstatistic\noperator\tvalues\nobject_id\tkey_permissions\nnetwork\tsubnetwork\nnetwork\tservice\n\
namespace\tname\nname\tvpc_cidr\nname\troles\nname\tprovider\nname\torg_id\nmin\tmax\n\
metric_name\tsampled_requests_enabled\nmember\tdepends_on\nlocation\tsize\nlocation\tdescription\n\
key_vault_id\tkey_type\nkey_type\tkey_size\nkey_size\tkey_opts\nkey\tregion\niops\tkms_key_id\n\
instance_type\tinstance_count\nfor_each\tzone_id\nfor_each\tbucket\nencrypted\tkms_key_id\n\
enable_key_rotation\tpolicy\ndescription\tlocation\ndescription\tdirection\ncreate_option\tdisk_size_gb\n\
comparison_operator\tevaluation_periods\ncloudwatch_metrics_enabled\tmetric_name\nchart\tversion\n\
api_groups\tresources\nName\tExample\nExample\tRepository\nEffect\t\"Resource\nAction\t\"Principal\nyear\n\
yaml_body\nwritten\nwriter\nvpc_zone_identifier\nval\nuser_id\nuser1\nunlimited\nunique_id\ntunnel\ntomap\n\
timeout_seconds\ntests\ntest2\nterminate\ntenancy\nsudo\nstoring\nstopped\nstat\nsource_ranges\n\
source_policy_documents\nsomething\nsns_topic_name\nsns_topic_arn\nsnapshot_id\nslack_channel\nshort_name\n\
shard_count\nservice_type\nserverless\nserver_side_encryption_configuration\nseparated\nsecret_permissions\n\
scheduling\nscheduled\ns3_bucket_id\nresults\nresponse_code\nresponse_body\nreporting\nreporter\nrelated\n\
redundancy_type\nrandom_suffix\nqueries\npush\npull\npublic_subnet_ids\nprotocol_type\nprocess\nprincipal_arn\n\
primary_blob_endpoint\nprice_class\npossible\npools\npoints\npng\nplugin\npipelines\npersistent\npermitted\n\
percent\npeer_asn\npackage\noperation\nnotebooks\nnorth\nnoncurrent_version_expiration\nnlb\nnic\n\
network_profile\nnetwork_mode\nnetwork_configuration\nnat_gateway_id\nmonth\nmin_numeric\nmin_node_count\nmade\n\
lowercase\nlow\nlogged\nletter\nlaunched\nkafka\nipv6\ninvalid\ninterfaces\ninit\ningestion\nincludes\n\
imported\niap\niam_role_tags\niam_role_path\nhyphens\nhttp_port\nhadoop\ngrafana\ngoogle_service_account_key\n\
gcr\nfrequency\nfoundation\nfleet\nfixtures\nfinal_snapshot_identifier\nfileset\nfilebase64\nfailover\nfailed\n\
exit\nevent_pattern\nessential\nentrypoint\nengine_name\nefs\ndummy\ndistribution\ndisable_dependent_services\n\
desired_count\ndescribe\ndefinitions\ndedicated_master_count\ncpu_credits\ncontrollerManager\n\
container_definitions\nconfiguration_aliases\nchart_version\ncharset\ncharacter\ncall\nbypass\nbusiness\n\
broker\nblue\nbase64\naws_ecs_task_definition\nauthorized_network\nauthenticator\nathena\nassume_role\n\
argument\napi_groups\nallowed_origins\nallow_major_version_upgrade\nage\nagain\naccess_key_id\nabc\nVMs\nTag\n\
Supported\nSTRING\nSSO\nSELECT\nRule\nRoot\nNot\nNoSchedule\nHttp\nGCE\nEnterprise\nEncryption\nECR\nClient\n\
Billing\nBigQuery\nBastion\nBase\nAutoScaling\nAES256\nwhen using\nvariable \"username\n\
variable \"resource_group_name\nvariable \"kubernetes_version\nvar.security_group_ids\nvar.resource_group_name\n\
var.name_prefix\nvalue = \"${var\nvalidation_method = \"DNS\nunique name\ntype = \"SecureString\ntry(module\n\
to wait\nto perform\nthis field\nthe list\nthe creation\nthe container\nterraform.workspace\nterraform-example\n\
target_key_id = aws_kms_key\nsku = \"Standard\nsku = \"PerGB2018\nskip_final_snapshot = var\nsid = \"Allow\n\
shared VPC\nresource-group\nresource \"kubernetes_namespace\nresource \"google_storage_bucket_iam_member\n\
resource \"google_compute_instance_template\nresource \"google_compute_firewall\n\
resource \"azurerm_synapse_workspace\nresource \"azurerm_network_security_group\n\
resource \"azurerm_mssql_server\nresource \"azurerm_managed_disk\nresource \"azurerm_log_analytics_workspace\n\
resource \"aws_route_table_association\nresource \"aws_db_instance\nresource \"aws_cloudwatch_metric_alarm\n\
repository = \"https\nreplace(each\nrange for\npurpose = \"VPC_PEERING\npublic DNS\nprivileged = false\n\
private key\npolicy.json\npartition}:iam\nparameter group\noutput \"project_id\nor more\non which\nof subnets\n\
of instances\nnull : local\nnode group\nname that\nname = \"alias\nname = \"${module\nmodules/network\n\
modules/kms\nmodules/ec2\nmodule.subnets\nmodule.alb\nmodule.acm\nmodule \"acm\n\
managed_disk_type = \"Standard_LRS\nlower = true\nlength(module\nkey => value\njsonencode(local\nis specified\n\
instance_class = var\ninstance. Can\nif length\nhost = data\nhashicorp/terraform\nhandler = \"index\n\
group created\ngoogle//modules\nfunction_name = aws_lambda_function\nfrom = module\nfor resources\nfor details\n\
external-dns\nenable_logging = true\nelement(split\ne2-medium\ndisplay_name = var\ndisplay name\n\
direction = \"Inbound\ndescription = \"User\ndescription = \"Use\ndescription = \"Specify\ndescription = \"Add\n\
default = \"test\ndefault = \"example\ndata \"aws_secretsmanager_secret_version\ncsi-driver\n\
create_option = \"FromImage\ncontrol-plane\ncontent_type = \"text\ncontains(local\ncluster.name\nby default\n\
bucket = google_storage_bucket\naws_security_group.this\nan IAM\nallow-all\nallocation_method = \"Static\n[for\n\
VPC endpoint\nName = \"${var\nIf set\nAPI key\nAPI Gateway\n\"storage\n\"serviceAccount\n\"lambda\n\"foo\n\
\"autoscaling\nwill be provisioned\nused to create\ntype for the\ntoken\", \"--cluster-name\n\
terraform-google-modules\nstorage.googleapis.com\npublic IP address\npolicy_arn = each.value\nof the database\n\
modules/iam/aws\nmember = \"serviceAccount:${google_service_account\nlocation = \"us-central1\nlist of the\n\
lambda.amazonaws.com\niam/aws//modules\nhashicorp/google-beta\ngoogleapis.com/projects\n\
get-token\", \"--cluster\nfor the instance\neks\", \"get-token\neach.value.vpc_id\ndomain = var.domain\n\
docker.pkg.dev\ndescription = each.value\ndescription = \"The endpoint\ndescription = \"Specifies the\n\
description = \"Amazon Resource\ndefault = \"us-west\ndb-f1-micro\ncount = length(local\n\
client.authentication.k8s\naws:policy/AmazonSSMManagedInstanceCore\naws//modules/iam\naws-modules/iam\n\
\"kms:Encrypt\n\"https://www\nvpc_id\tingress_cidr_blocks\nversion\tvpc_id\nversion\tproject_id\n\
version\tnamespace\nversion\tdomain_name\nversion\tcount\nversion\tcluster_name\nversion\tbucket_prefix\n\
upper\tspecial\ntype\tsource_file\ntype\tsource_dir\nto_port\tip_protocol\ntemplate\tvars\nsubnet_ids\tvpc_id\n\
storage_account_name\tstorage_account_access_key\nstorage_account_name\tcontainer_access_type\n\
statistic\tthreshold\nsource_port_range\tdestination_port_range\nsource_file\toutput_path\n\
source_dir\toutput_path\nsource\tbucket\nsize\tadmin_username\nroute_table_id\tdestination_cidr_block\n\
roles\tpolicy_arn\nretention_in_days\ttags\nresources\tverbs\nresource_group_name\tkind\n\
resource_group_name\tapplication_type\nresource_group_name\taccount_name\nregion\tnetwork\n\
public_subnets\tprivate_subnets\nprovider_arn\tnamespace_service_accounts\nproject_id\tname\n\
primary\tip_configuration\nprefix_length\tnetwork\nnamespace\tcreate_namespace\nname\tsynapse_workspace_id\n\
name\tservice_delegation\nname\tprivate_zone\nname\tprimary\nname\tkey_ring\nname\tip_cidr_range\n\
name\tforce_destroy\nname\tdisplay_name\nname\tcluster\nname\tcapacity\nname\tapi_group\nname\taction\n\
min_node_count\tmax_node_count\nmaster_username\tmaster_password\nlocation\tallocation_method\nkey\toperator\n\
http_port\thttps_port\nhandler\tsource_code_hash\nfolder_id\tbilling_account\nevaluation_periods\tmetric_name\n\
email\tscopes\ndisplay_name\tproject\ndisplay_name\tparent\ndescription\tvalidation\ndescription\tproject\n\
deletion_window_in_days\tenable_key_rotation\ndefault_ttl\tmax_ttl\ndataset_id\ttable_id\n\
dataset_id\tfriendly_name\ncreate\tdelete\ncount\tproject\ncount\tlength\nclient_key\tcluster_ca_certificate\n\
client_certificate\tclient_key\nbucket\tstorage_class\nazs\tpublic_subnets\navailability_zone\ttags\n\
api_version\tkind\nallowed_methods\tcached_methods\nallocation_method\tsku\nallocation_id\tsubnet_id\n\
alarm_name\tcomparison_operator\naddress_prefixes\tdelegation\naction\tpriority\naccess_key\tsecret_key\n\
yamlencode\nxml\nwriting\nwebsite\nvpcs\nvpc_network\nviewer_certificate\nvalue1\nuuid\nunless\nunknown\nunits\n\
topic_name\ntopic_id\ntopic_arn\ntools\ntarget_size\ntarget_origin_id\ntaints\nsupplied\nstyle\nstrings\nstop\n\
ssh_key\nsns_topic\nskip_destroy\nsink\nshared_secret\nsets\nsed\nsecurity_group_egress_rules\nsecret_key_ref\n\
sandbox\ns3_bucket_arn\nrunner\nrule_name\nreturn_data\nrestricted\nreport\nreplica_count\npublic_dns\n\
private_dns\npreemptible\nport_range\nperformance_insights_retention_period\noverwrite\noverview\noverrides\n\
original\nordered_cache_behavior\noauth_scopes\nnetwork_security_group_name\nnested\nneptune\nnamespace_id\n\
mssql\nmin_upper\nmin_lower\nmeta\nmd5\nmax_capacity\nmatcher\nlicense_model\nleave\nkernel\njust\njobs\njava\n\
ips\niam_role_policies\nhive\nhealthy\nhealth_check_grace_period\nhash\ngroup_id\ngranted\ngets\n\
geo_restriction\ngce\nfour\nfails\nextension\neven\nenterprise\nenforce\nencryption_configuration\nelasticache\n\
eks_cluster_endpoint\nebs_options\nebs_enabled\ndns_zone\ndiscovery\ndisable_api_termination\ndestroying\n\
deregistration_delay\ndeprecated\ndeletion_protection_enabled\ndelete_timeout\ndefault_cache_behavior\n\
dashboard\ncredit_specification\ncreate_timeout\ncreate_role\ncould\ncore_count\ncontainerPort\nconstraints\n\
connection_name\ncolumns\ncluster_addons\ncloudwatch_logs_retention_in_days\n\
cloudwatch_log_group_retention_in_days\nclients\nchanged\ncase\ncalls\nbuilds\naws_profile\nauthorized\n\
attribute_condition\nattachments\nasg\napi_id\nanalysis\nallowed_triggers\naiplatform\naffinity\nactivate_apis\n\
acme\naccess_policy\nable\nValues\nTopic\nThese\nTTL\nState\nSize\nSKU\nSAML\nRedis\nREGION\nPermissions\n\
Parameter\nPROJECT_ID\nOutput\nNames\nLicense\nInfrastructure\nImage\nFROM\nEgress\nEach\nENTERPRISE\nENI\n\
DynamoDB\nDeployment\nBlock\nAlways\nAllowed\nAlias\nwill override\nvpc_security_group_ids = [module\n\
vm_size = \"Standard_DS2_v2\nvariable \"zone\nvariable \"org_id\nvariable \"name_prefix\nvariable \"folder_id\n\
variable \"engine_version\nvariable \"description\nvariable \"billing_account\nvariable \"availability_zones\n\
var.kubernetes_version\nvar.availability_zones\nvalues = [\"hvm\nvalue = true\nvalue = aws_s3_bucket\n\
value = \"https\nused when\ntry(local\ntransit-gateway\nto update\nto trigger\nto keep\nto grant\nto disable\n\
this example\nthe target\nthe new\nthe instances\nthe function\nthe deployment\nthat was\ntest = \"Bool\n\
synapse_workspace_id = azurerm_synapse_workspace\nsts:AssumeRoleWithWebIdentity\nstorage_class = \"STANDARD\n\
sku_name = \"premium\nsku = \"Basic\nsize = \"Standard_F2\nservice_account_id = google_service_account\n\
see https\nsecret_string = jsonencode\nrules for\nroles/editor\nresource \"kubernetes_namespace_v1\n\
resource \"kubectl_manifest\nresource \"google_service_networking_connection\nresource \"google_pubsub_topic\n\
resource \"google_project_service_identity\nresource \"google_project_service\n\
resource \"google_compute_subnetwork\nresource \"azurerm_key_vault_key\nresource \"azurerm_app_service_plan\n\
resource \"aws_wafv2_web_acl\nresource \"aws_s3_bucket_lifecycle_configuration\nresource \"aws_route\n\
region for\nproject = local\npermissions for\npd-standard\npath for\noutput \"vpc_cidr\nor disable\non this\n\
on each\nnull) != null\nnull ? true\nnull ? null\nnull ? local\nname prefix\nname = format\nmust have\n\
more details\nmodule.network\nlocal.cluster_name\nkms_key_arn = aws_kms_key\nkind = \"ServiceAccount\n\
key_type = \"RSA\njsondecode(data\nit will\ninternet-facing\nif this\nid for\nid = var\n\
http_tokens = \"required\nhttp_endpoint = \"enabled\nhello-world\nfully qualified\nfor creating\n\
environment = \"production\nenable_key_rotation = true\nenable = true\nemail = string\negress rules\ndkr.ecr\n\
disable_password_authentication = false\ndirection = \"INGRESS\ndescription = \"When\ndescription = \"Subnet\n\
description = \"Storage\ndescription = \"Secondary\ndescription = \"Project\ndescription = \"One\n\
description = \"Minimum\ndescription = \"Maximum\ndescription = \"GCP\ndescription = \"CIDR\n\
description = \"Address\ndescription = \"Account\ndescription = \"API\ndata.aws_secretsmanager_secret_version\n\
data \"google_client_config\ndata \"aws_subnet\ndata \"aws_secretsmanager_secret\ndata \"aws_iam_policy\n\
comparison_operator = \"GreaterThanOrEqualToThreshold\ncluster_name = module\ncan use\nbucket.name\nbe null\n\
be deployed\nbackup_retention_period = var\navailability zone\nassociate_public_ip_address = true\nare enabled\n\
app.terraform\naction = \"allow\naccess key\naccess = \"Allow\nThe value\nThe key\nTerraform will\nSet this\n\
Set the\nRole for\nLambda function\nIf this\nIf empty\ntrue to enable\ntoken.actions.githubusercontent\n\
to the IAM\nto set the\nthe S3 bucket\nstorage_account_id = azurerm_storage_account.example\n\
source = \"terraform-google\nsource = \"hashicorp/tls\nsource = \"hashicorp/local\n\
servicenetworking.googleapis.com\npassword for the\nopt-in-status\nopt-in-not\nof the role\nof the project\n\
of the cluster\nmust be set\nmust be either\nlocation = var.region\nk8s.io/v1beta1\nin-not-required\n\
in the VPC\niam.gserviceaccount.com\niam.googleapis.com\nelement(module.vpc\neach.key].name\n\
description = \"Whether the\ndescription = \"VPC CIDR\ndescription = \"The project\ndescription = \"The prefix\n\
description = \"The description\ndescription = \"The DNS\ndescription = \"The AWS\ndescription = \"Allow all\n\
description = \"A mapping\ndefault = \"us-east\ncreated in the\ncreated for the\ncreated and their\n\
compute.googleapis.com\ncloudresourcemanager.googleapis.com\nazurerm_client_config.current.tenant_id\n\
and their attributes\nactions.githubusercontent.com\naction = \"lambda:InvokeFunction\nURI of the\n\
The maximum size\nThe domain name\nThe ARN for\nSee https://cloud\nPassword for the\nName to use";
